function counts(n) {
  while (n > 0) n--
  while (n < 3) {
    const square = n * n
    n++
    log(square)
  }
  do n--
  while (n > 1)
  do { n++ } while (n < 2) log('behind do-while on one line')
  do
    if (n) log('yes')
    else log('no')
  while (--n)
  do var late = n; while (0)
  return late
}

log(counts(3))

function conditions() {
  let i = 0
  while (log('test', i), i < 2) i++
  do log('body', i)
  while (log('after', i), i-- > 1)
  while (
    i > -2 &&
    i < 10
  )
    i--
  return i
}

log(conditions())
