function order(flag) {
  log('nothing yet')
  let a
  log('a holds undefined')
  if (flag) {
    var inBranch = 1
  }
  log('the var of the branch', inBranch)
  while (flag) {
    let inLoop = a
    flag = false
    var fromLoop = inLoop
  }
  const [b, { c }] = [1, { c: 2 }], d = b + c
  log(fromLoop, b, c, d)
  switch (d) {
    case 0:
      const inCase = 1
      break
    case 3:
      log('the const of the other case holds nothing')
    case 4:
      var fromCase = 4
  }
  const f = () => e
  label: {
    const inLabel = 1
    if (inLabel) break label
    let never = 2
    log(never)
  }
  let e = f.name
  try {
    const inTry = 1
    throw inTry
  } catch (caught) {
    log(caught)
  } finally {
    const inFinally = 1
    log(inFinally)
  }
  class C { static x = e }
  function hoisted() { return e }
  return [e, hoisted(), C.x, fromCase]
}
log(order(true))

for (let i = 0; i < 2; i++) {
  log(i)
  let perRound
  if (i) perRound = i
  log(perRound)
}

function uninitialised() {
  return typeof later
  let later
}
try {
  uninitialised()
} catch (error) {
  log(error.name)
}

function* pausing(a) {
  const before = a
  const sent = yield before
  const after = sent + 1
  for (const x of [yield after]) log(x)
}
const steps = pausing(1)
log(steps.next(), steps.next(1), steps.next('x'))
