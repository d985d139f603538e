function aliased(a, b) {
  a = 2
  return arguments[0]
}
function inArrow(a) {
  const read = () => arguments[0]
  a++
  return read()
}
function inPattern(a) {
  [a] = [7]
  return arguments[0]
}
function inLoop(a) {
  for (a of [8]) ;
  return arguments[0]
}
function redeclared(a) {
  var a = 9
  function inner() {}
  return arguments[0]
}
function asFunction(a) {
  function a() {}
  return typeof arguments[0]
}
log(aliased(1), inArrow(1), inPattern(1), inLoop(1), redeclared(1), asFunction(1))
