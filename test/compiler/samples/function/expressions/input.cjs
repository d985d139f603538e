const named = function self(n) {
  return n === 0 ? [typeof self, self.name] : self(n - 1)
}
const assigned = function () { return assigned.name }
const wrapped = (function () { return 'wrapped' })
let later
later = function () {}
const object = { property: function () {}, 'quoted': function () {}, [`computed${1}`]: function () {}, arrow: () => {} }
object.member = function () { return this === object }
const list = [function () {}, function inList() {}]
const selfAssigned = function f() {
  f = 1
  return typeof f
}
const shadowed = function g() {
  var g = 1
  return g
}
const parameter = function h(h) { return h }
log(named(2), assigned(), wrapped.name, later.name, object, object.member(), list.map(({ name }) => name))
log(selfAssigned(), shadowed(), parameter(2))
log((function () { return this === undefined ? 'strict' : typeof this })())
;(function immediately(a) { log('called', a, arguments.length) }(1, 2))
;(() => { log('arrow called at once') })()
!function () { log('bang') }()
log(new (function Made(a) { this.a = a })(1))
log((function () { return typeof arguments }).call(null), (function () { 'use strict'; return this }).call(5))
log((function () { return typeof this }).call(5))
