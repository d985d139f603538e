function reads(a, b) {
  return [arguments.length, arguments[0], arguments[1], typeof arguments]
}
function strictArguments(a) {
  'use strict'
  a = 2
  arguments[0] = 3
  return [a, arguments[0]]
}
function aliased(a, b) {
  a = 2
  arguments[1] = 3
  return [arguments[0], b]
}
function notAliased(a, b = 1) {
  a = 2
  arguments[1] = 3
  return [arguments[0], b]
}
function passedOn() {
  return inner.apply(this, arguments)
  function inner(...all) { return all }
}
function passedAway(a) {
  change(arguments)
  return a
}
function change(list) { list[0] = 'changed' }
function inArrow(a) {
  const read = () => arguments[0]
  a = 5
  return [read(), (() => () => arguments.length)()()]
}
function written() {
  arguments = 5
  return arguments
}
function deleted(a) {
  delete arguments[0]
  a = 9
  return [arguments[0], 0 in arguments, a]
}
function spread() { return [...arguments, Math.max(...arguments)] }
function shorthand() { return { arguments } }
function keys() { return Object.keys(arguments) }
function callee() { return arguments.callee === callee }
function looped() {
  let sum = 0
  for (var i = 0; i < arguments.length; i++) sum += arguments[i]
  return sum
}
function destructured() {
  const [a, ...rest] = arguments
  return [a, rest]
}
function hasOwn() { return Array.prototype.slice.call(arguments, 1) }
log(reads(1, 2, 3), strictArguments(1), aliased(1, 1), notAliased(1, 1), passedOn(1, 2), passedAway(1), inArrow(1, 2))
log(written(), deleted(1), spread(1, 3, 2), shorthand(1).arguments.length, keys('a', 'b'), callee(), looped(1, 2, 3))
log(destructured(1, 2, 3), hasOwn(1, 2), reads(), aliased())
