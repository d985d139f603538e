function declares() {
  var arguments
  return arguments.length
}
function inBlock(a) {
  { var arguments }
  return arguments[0] + a
}
log(declares(1, 2), inBlock(5))
