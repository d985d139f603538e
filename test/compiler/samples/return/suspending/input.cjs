// Each return of a function that suspends: the values, the order of things, and who runs behind a return.
function* many(n) {
  const got = yield n
  if (n === 0) return
  if (n === 1) return got
  else if (n === 2) return
  else if (n === 3) { return void 0 }
  if (n === 4) return function () {}
  if (n === 5) return () => {}
  if (n === 6) return(yield 'again')
  if (n === 7) return/expression/.source
  if (n === 8) return n, got
  for (const item of [1]) if (n === 9) return item
  switch (n) { case 10: return 'switch'; default: log('default') }
  if (n === 11) return
  /a/.test('a'), log('behind a line break')
}
for (let n = 0; n < 13; n++) {
  const steps = many(n)
  log(steps.next(), steps.next('in'), steps.next('on'), steps.next())
}
function* hidden(a, b) {
  yield a
  {
    const before = () => a
    if (b) return before() + b
    let a = 1
  }
}
try { log([...hidden(1, 2)]) } catch (error) { log(error.name) }
function* early(a) {
  try { return yield a } finally { log('finally'); yield 'more' }
}
log([...early(1)])
function* closing(a, list) {
  for (const item of list) return a
}
const throwing = { [Symbol.iterator]: () => ({ next: () => ({ done: false }), return() { throw new Error('closed') } }) }
try { closing(1, throwing).next() } catch (error) { log(error.message) }
function* declares(a) {
  return inner(yield a)
  function inner(b) { return [a, b] }
}
log([...declares(1)])
async function waits(a, list) {
  log('starts', a)
  if (a === 0) return
  if (a === 1) return await a
  if (a === 2) return Promise.reject(new Error('rejected'))
  if (a === 3) throw new Error('thrown')
  try { if (a === 4) return await Promise.reject(new Error('awaited')) } catch (error) { return error.message }
  try { if (a === 5) return 'value' } finally { log('finally'); await null; log('later') }
  if (a === 6) for (const item of list) return item
  for await (const item of [7]) if (a === item) return item
}
const short = async (a) => a.b.c
const inTurn = async () => {
  for (let a = 0; a < 9; a++) {
    await waits(a, throwing).then((value) => log('is', a, value), (error) => log('fails', a, error.message))
  }
  await short({ b: { c: 1 } }).then((value) => log(value))
  await short({}).catch((error) => log(error.name))
  const order = []
  const both = [waits(1), short({ b: {} })].map((promise, i) => promise.then(() => order.push(i)))
  for (let i = 0; i < 6; i++) await order.push(`tick ${i}`)
  await Promise.all(both)
  log(order)
}
inTurn()
