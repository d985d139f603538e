function shares(a, read = () => a) {
  a = 2
  return read()
}
function changed(a, change = (value) => { a = value }) {
  change(3)
  return a
}
log(shares(1), changed(1))
