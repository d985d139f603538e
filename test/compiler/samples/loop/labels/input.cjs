function labels() {
  const seen = []
  outer: for (let i = 0; i < 3; i++) {
    inner: for (let j = 0; j < 3; j++) {
      if (j === 1) continue outer
      if (i === 2) break outer
      seen.push([i, j])
      continue inner
    }
  }
  block: {
    seen.push('in')
    if (seen.length) break block
    seen.push('never')
  }
  a: b: while (true) {
    seen.push('two labels')
    break a
  }
  single: if (seen) break single
  expression: seen.push('labelled expression')
  empty: ;
  c: do continue c
  while (false)
  d:
    for (const x of [1, 2]) {
      if (x === 1) continue d
      seen.push(x)
    }
  e: switch (1) {
    case 1:
      break e
  }
  f: try {
    break f
  } finally {
    seen.push('finally')
  }
  yield: for (;;) break yield
  await: for (;;) break await
  return seen
}

log(labels())

function bodies(list) {
  for (const x of list) skip: if (x) break skip
  while (list.length) last: list.pop()
  if (list) then: log('labelled branch')
}

bodies([1, 2])
