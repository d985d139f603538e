function sign(n) {
  if (n > 0) return 'positive'
  else if (n < 0) return 'negative'
  else return 'zero'
}

function mixed(a, b) {
  if (a)
    if (b) log('both')
    else log('only a')
  else
    log('no a')
  if (a) {
    log('braces')
  } else log('none')
  if (
    a &&
    b
  ) {
    log('long test')
  }
  if (a) ; else log('empty first')
  if (b) { log('one line') } else { log('other') }
  if (a) var late = a
  return late
}

log(sign(1), sign(-1), sign(0))
log(mixed(1, 2), mixed(1, 0), mixed(0, 0))
