function dangling(a, b, c) {
  if (a) for (const x of [1]) if (b) log('b', x)
  else log('not b')
  if (a) while (true) if (c) break
  else return 'not c'
  if (a) label: if (b) break label
  else log('else of b')
  if (a) do if (b) log('in do')
  else log('else in do'); while (false)
  if (a) try { log('try') } finally { log('finally') }
  else log('else of a')
  if (a) with ({ b }) if (b) log('in with')
  else log('else in with')
  return 'end'
}

log(dangling(1, 1, 1), dangling(1, 0, 0), dangling(0, 0, 1))
