function* each(a) {
  yield a
  return this
}
log([...each(1)])
