function duplicate(a, b, a) {
  log(a, b, arguments[0], arguments[2])
  return a
}
log(duplicate(1, 2, 3), duplicate(1), duplicate.length)

function duplicateAliased(a, a) {
  arguments[1] = 'changed'
  return a
}
log(duplicateAliased(1, 2))

function shadowsArguments(arguments) {
  return arguments
}
function declaresArguments() {
  var arguments
  return typeof arguments
}
function overwritesArguments() {
  var arguments = 5
  return arguments
}
function functionArguments() {
  return typeof arguments
  function arguments() {}
}
log(shadowsArguments(1), declaresArguments(), overwritesArguments(), functionArguments())
