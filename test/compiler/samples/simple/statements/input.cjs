'not a directive any more'.length
function all(n) {
  debugger
  ;
  n++
  n = n + 1, n *= 2
  ;[1, 2].forEach((x) => log(x))
  ;(() => log('called at once'))()
  ;`template`.length
  ;/expression/.test('')
  +n
  void n
  typeof n
  delete n.x
  n.x
  !function () { log('function after a bang') }()
  new (class { constructor() { log('made') } })
  if (n > 100) throw new RangeError('too much')
  return
}

all(1)
try {
  all(100)
} catch (error) {
  log(error)
}

log([all(1)])
