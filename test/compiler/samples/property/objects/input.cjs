const computed = 'computed'
const order = []
const note = (value) => (order.push(String(value)), value)
const arguments_ = (function () { return { arguments } })(1)
const object = {
  plain: 1,
  'quoted': 2,
  3: 'three',
  4n: 'big',
  [note('key')]: note('value'),
  [computed]() { return 'computed method' },
  'quoted method'() { return this.plain },
  5() { return 'numeric method' },
  shorthand() { return () => this.plain },
  async later(a) { return a },
  *each() { yield this.plain },
  async *stream() { yield 1 },
  get value() { return this.plain },
  set value(next) { this.plain = next },
  get 'quoted accessor'() { return 'q' },
  get [computed + 'Accessor']() { return 'c' },
  set [computed + 'Accessor'](next) { order.push(next) },
  get: 'get', set: 'set', async: 'async', static: 'static', await: 'await',
  get get() { return 'overwritten' },
  function: function () {},
  arrow: () => {},
  class: class {},
  __proto__: { inherited: true, greet() { return 'hello' } },
  computed,
  ...{ spread: 1, get accessor() { return 'read once' } },
  nested: { deep: { deeper() { return this } } },
  super() { return super.greet?.() },
  get parent() { return super.inherited },
  arrowSuper() { return (() => super.inherited)() },
}
object.value = 10
object.computedAccessor = 'set'
log(object, order, arguments_.arguments.length)
log(object.computed, object['quoted method'](), object[5](), object.shorthand()(), [...object.each()], object.value)
log(object['quoted accessor'], object.get, object.inherited, object.nested.deep.deeper() === object.nested.deep)
log(object.super(), object.parent, object.arrowSuper())
for (const key of ['function', 'arrow', 'class', 'quoted method', 'later']) log(object[key].name, object[key].length)
for (const key of ['value', 'quoted accessor', 'computedAccessor']) {
  const { get, set } = Object.getOwnPropertyDescriptor(object, key)
  log(get?.name, set?.name, set?.length)
}
const { __proto__ } = { __proto__: 5 }
log(__proto__ === Object.prototype, { '__proto__': null } instanceof Object, { ['__proto__']: 1 }, { __proto__() {} })
