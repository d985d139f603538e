import { createContext, runInContext, runInNewContext } from 'node:vm'

/**
 * Values that notice when somebody looks: each getter, trap, conversion and method notes its name in `log`.
 *
 * @param {string[]} log
 * @returns {Record<string, unknown>} by what they are
 */
export function hostileValues(log) {
  const note = (name, answer) => {
    log.push(name)
    return answer
  }
  const trap = (name) => () => note(name, name)
  const conversions = {
    toString: trap('toString'),
    valueOf: trap('valueOf'),
    toJSON: trap('toJSON'),
    [Symbol.toPrimitive]: trap('toPrimitive'),
    [Symbol.iterator]: trap('iterator'),
    // biome-ignore lint/suspicious/noThenProperty: a hostile value has one
    then: trap('then'),
    inspect: trap('inspect'),
    [Symbol.for('nodejs.util.inspect.custom')]: trap('inspect'),
  }
  const withGetters = (object, ...keys) => {
    for (const key of keys) Object.defineProperty(object, key, { get: trap(`get ${String(key)}`), configurable: true })
    return object
  }
  // Looking for a trap is noted; none is found, and so the target answers.
  const everyTrap = new Proxy({}, { get: (_, name) => note(`trap ${String(name)}`) })
  const proxy = (target) => new Proxy(target, everyTrap)
  const revoked = (target) => {
    const made = Proxy.revocable(target, {})
    made.revoke()
    return made.proxy
  }
  const hostileClass = (Base, ...keys) => {
    const Hostile = class extends Base {}
    withGetters(Hostile.prototype, Symbol.toStringTag, 'constructor', ...keys)
    withGetters(Hostile, 'name', Symbol.species, Symbol.hasInstance)
    return Hostile
  }
  const detached = new ArrayBuffer(8)
  const onDetached = new Uint8Array(detached)
  const viewOnDetached = new DataView(detached)
  structuredClone(detached, { transfer: [detached] })

  // biome-ignore lint/complexity/noStaticOnlyClass: its name is the point
  class NamedBySetter {
    static name() {
      return note('static name()')
    }
  }
  const sandbox = createContext(proxy({}))
  const foreignGlobal = runInContext('globalThis', sandbox)
  const foreignError = runInNewContext('Error.prepareStackTrace = () => note("foreign"); new Error("x")', { note })
  const buffer = Buffer.from('hello')

  const values = {
    getters: withGetters({ a: 1 }, 'b', 'stack', 'message', 'name', 'constructor', 'length', 'cause', '__proto__'),
    'setter only': Object.defineProperty({}, 'x', { set: trap('set x'), enumerable: true }),
    conversions,
    'toStringTag getter': withGetters({}, Symbol.toStringTag, Symbol.toPrimitive, Symbol.iterator),
    proxy: proxy({ a: 1 }),
    'proxy of a function': proxy(() => {}),
    'proxy of an array': proxy([1]),
    'revoked proxy': revoked({}),
    'revoked proxy of an array': revoked([]),
    'proxy as prototype': Object.create(proxy({})),
    'proxy further up': Object.create(Object.create(proxy({}))),
    'proxy above a Map': Object.setPrototypeOf(new Map([[1, 2]]), proxy(Map.prototype)),
    'proxy above an array': Object.setPrototypeOf(holey(), proxy(Array.prototype)),
    'proxy above an error': Object.setPrototypeOf(new Error('x'), proxy(Error.prototype)),
    'proxy above a function': Object.setPrototypeOf(() => {}, proxy(Function.prototype)),
    'proxy above a class': Object.setPrototypeOf(class {}, proxy(class {})),
    'class instance': new (hostileClass(Object))(),
    'class itself': hostileClass(Object),
    'class with static name()': new NamedBySetter(),
    'constructor is a proxy': Object.create({ constructor: proxy(class {}) }),
    'array with a getter': withGetters([1, 2, 3], 1, 'groups', 'input', 'index'),
    'array subclass': new (hostileClass(Array, 'push', 'map', Symbol.iterator))(1, 2),
    'arguments with a getter': withGetters(
      (function () {
        // biome-ignore lint/complexity/noArguments: it is the value under test
        return arguments
      })(1, 2),
      0,
      'length',
    ),
    'Map subclass': new (hostileClass(Map, 'size', 'entries', 'forEach', 'get', Symbol.iterator))(),
    'Map with own traps': withGetters(new Map([[proxy({}), proxy({})]]), 'size', 'entries', Symbol.iterator),
    'Set with own traps': withGetters(new Set([proxy({})]), 'size', 'values', Symbol.iterator),
    Date: withGetters(new (hostileClass(Date, 'getTime', 'toISOString', 'toJSON'))(0), 'valueOf'),
    RegExp: withGetters(/a/g, 'source', 'flags', 'global', 'exec', 'toString', Symbol.match),
    'error with getters': withGetters(new Error('x'), 'name', 'message', 'cause', 'stack', 'code'),
    'error class with getters': new (hostileClass(Error, 'name', 'message', 'stack'))(),
    'error with odd texts': Object.assign(new Error('x'), { name: conversions, message: conversions }),
    'object with a captured stack': captured(withGetters({}, 'name', 'message')),
    'aggregate error': new AggregateError([proxy({})], 'many', { cause: proxy({}) }),
    'DOMException subclass': new (hostileClass(DOMException, 'name', 'message', 'code'))('x', 'AbortError'),
    'error of another realm': foreignError,
    'boxed number': withGetters(new (hostileClass(Number, 'valueOf', 'toString'))(1), Symbol.toPrimitive),
    'boxed string': withGetters(new (hostileClass(String, 'valueOf', 'toString'))('s'), Symbol.toPrimitive),
    'typed array': withGetters(new Uint16Array(2), 'length', 'byteLength', 'constructor', Symbol.iterator),
    'typed array subclass': new (hostileClass(Float64Array, 'length', 'byteLength', 'buffer'))(2),
    Buffer: withGetters(buffer, 'length', 'toString', 'toJSON', 'inspect'),
    ArrayBuffer: withGetters(new ArrayBuffer(8), 'byteLength', 'slice', 'constructor'),
    SharedArrayBuffer: withGetters(new SharedArrayBuffer(8), 'byteLength'),
    DataView: withGetters(new DataView(new ArrayBuffer(8)), 'byteLength', 'byteOffset', 'buffer'),
    'detached buffer': detached,
    'array on a detached buffer': onDetached,
    'view on a detached buffer': viewOnDetached,
    Promise: withGetters(Promise.resolve(proxy({})), 'then', 'catch', 'constructor'),
    'Promise subclass': new (hostileClass(Promise, 'then'))(() => {}),
    thenable: withGetters({}, 'then'),
    WeakMap: withGetters(new WeakMap(), 'get', 'constructor'),
    WeakRef: withGetters(new WeakRef({}), 'deref', 'constructor'),
    generator: withGetters(
      (function* () {
        yield note('generator ran')
      })(),
      'next',
      Symbol.iterator,
    ),
    iterator: withGetters(new Map([[1, 2]]).entries(), 'next', Symbol.iterator),
    function: withGetters(() => {}, 'name', 'length', 'prototype', 'toString'),
    'class with getters': withGetters(class {}, 'name', 'length', Symbol.hasInstance),
    URL: withGetters(new (hostileClass(URL, 'href', 'toString', 'searchParams'))('https://x.org/'), 'toJSON'),
    URLSearchParams: withGetters(new URLSearchParams('a=1'), 'toString', 'entries', Symbol.iterator),
    'symbol key': { [Symbol('s')]: proxy({}), [Symbol.toStringTag]: conversions },
    'null prototype': withGetters(Object.create(null), 'a', 'stack', 'toString'),
    'looks like a Map': Object.create(Map.prototype),
    'looks like a Date': Object.create(Date.prototype),
    'looks like a URL': Object.create(URL.prototype),
    'looks like an error': withGetters(Object.create(Error.prototype), 'stack', 'message'),
    'looks like a DOMException': Object.create(DOMException.prototype),
    'foreign Map': withGetters(runInNewContext('new Map([[1, 2]])'), 'size', 'entries'),
    'foreign getters': withGetters(runInNewContext('({ a: 1 })'), 'b'),
    'foreign global over a proxy': foreignGlobal,
    'foreign global as prototype': Object.create(foreignGlobal),
    'foreign global above an error': Object.setPrototypeOf(new Error('x'), foreignGlobal),
    'foreign global above an array': Object.setPrototypeOf([1], foreignGlobal),
    'frozen error': Object.freeze(new Error('x')),
    globalThis,
    'process.env': process.env,
  }
  log.length = 0
  return values
}

/** `[1, , 3]` */
export function holey() {
  const list = [1, 2, 3]
  delete list[1]
  return list
}

function captured(object) {
  Error.captureStackTrace(object)
  return object
}
