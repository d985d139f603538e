function sloppyThis() { return typeof this }
function strictThis() { 'use strict'; return typeof this }
const object = {
  name: 'object',
  method() { return this?.name },
  arrow: () => this === module.exports,
  getter() { return { get name() { return this === undefined } } },
  deep() { return [1].map(() => [2].map(() => this.name))[0] },
}
for (const value of [undefined, null, 1, 'text', object]) log(sloppyThis.call(value), strictThis.call(value))
const { method } = object
log(object.method(), object.arrow(), object.deep(), object.getter().name, (0, object.method)())
log(this === module.exports, (() => this === exports)(), typeof (function () { return this })())
function Maker(n) {
  this.n = n
  this.read = () => this.n
  if (n > 1) return { other: n }
}
log(new Maker(1).read(), new Maker(2), Maker.call({}, 1))
log(Reflect.construct(Maker, [1], Array) instanceof Array, new (Maker.bind(null, 1))().n)
