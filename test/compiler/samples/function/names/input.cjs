const named = {
  a: () => {}, b: function () {}, c: class {}, ['d' + 1]: () => {}, async e() {}, get f() { return 1 }, [Symbol('g')]() {},
  [Symbol.iterator]: function () {}, 5: () => 5, 'a b': function () {}, h: (() => {}), i: (0, () => {}), 'constructor'() {},
}
for (const key of Reflect.ownKeys(named)) log(key, Object.getOwnPropertyDescriptor(named, key).value?.name)
let x, y = () => {}, [z = () => {}] = []
x = function () {}
;[x.inner = () => {}] = []
const returned = {
  arrow: (() => () => {})(), fn: (function () { return function () {} })(), cls: (() => { return class {} })(),
  conditional: ((a) => a ? () => {} : function () {})(1), logical: ((a) => a || (() => {}))(0), comma: (() => (0, () => {}))(),
  nullish: ((a) => a ?? class {})(), own: (() => { return function named() {} })(), wrapped: (() => { return (() => {}) })(),
}
for (const [key, value] of Object.entries(returned)) log(key, value.name)
log(x.name, y.name, z.name, x.inner.name, (() => {}).name, (class {}).name, new Function('return 1').name)
function withProperties() {}
withProperties.length2 = 1
class Static { static name() { return 'own' } static length = 5 }
log(withProperties, withProperties.length, Static.name(), Static.length, (function () {}).bind().name)
const { get, set } = Object.getOwnPropertyDescriptor({ get accessor() { return 1 }, set accessor(value) { value } }, 'accessor')
log(get.name, set.name, get.length, set.length, Object.getOwnPropertyNames(get), Object.getOwnPropertyNames(function (a) { a }))
async function a() { a }
log(Object.getOwnPropertyNames(a), Object.getOwnPropertyNames((b) => b), Object.getOwnPropertyNames(class { m() { this } }))
