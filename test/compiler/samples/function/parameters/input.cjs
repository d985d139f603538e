const order = []
const note = (value, text = value) => (order.push(text), value)

function defaults(a = note(1), b = a + 1, { c = note(3), d: { e = b } = {} } = {}, [f, , g = f] = [5], ...rest) {
  return [a, b, c, e, f, g, rest]
}
log(defaults(), defaults(10, 20, { c: 30, d: { e: 40 } }, [50, 60, 70], 80, 90), defaults.length, order)

function closes(a, read = () => a) {
  return [a, read()]
}
function separate(a, read = () => a) {
  var a
  const before = [a, read()]
  a = 2
  return [...before, a, read()]
}
function sharesChanged(a, read = () => a) {
  a = 2
  return [a, read()]
}
function setsFromOutside(a, set = (value) => { a = value }) {
  set(5)
  return a
}
function ownScope(a = typeof inner) {
  var inner = 'inner'
  return [a, inner]
}
function usesLater(a = b, b) {
  return [a, b]
}
function thisInDefault(a = this, b = () => this) {
  return a === b()
}
function argumentsInDefault(a = arguments.length, b = arguments[1]) {
  return [a, b]
}
function computedKeys({ [note('key')]: a, ...others }) {
  return [a, others]
}
function functionDefault(f = function () { return f.name }, g = class { static n = 1 }, h = () => {}) {
  return [f(), g.name, h.name]
}
function restPattern(...[first, { length }]) {
  return [first, length]
}
function undefinedAndNull(a = 'default', b = 'default') {
  return [a, b]
}
function oldThrows({ a }) {
  return a
}
function trailing(a, b,) { return a + b }
log(closes(1), separate(1), sharesChanged(1), setsFromOutside(1), ownScope(), usesLater(1, 2), thisInDefault.call(order))
log(argumentsInDefault(), argumentsInDefault(undefined, 2), computedKeys({ key: 1, other: 2 }), functionDefault())
log(restPattern('a', 'bc'), undefinedAndNull(undefined, null), trailing(1, 2))
for (const call of [() => usesLater(undefined, 2), () => oldThrows(), () => oldThrows(null)]) {
  try {
    log(call())
  } catch (error) {
    log(error.name)
  }
}
