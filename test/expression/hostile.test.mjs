import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, runInContext } from 'node:vm'
import {
  compileExpression,
  compileTemplate,
  ExpressionError,
  parseExpression,
  parseTemplate,
} from '@debugin/expression'
import { host, outcomeOf } from './evaluate.mjs'
import { whileTrapped } from './traps.mjs'

/** What ran although nothing may run. */
let ran = []
const note = (name) => () => {
  ran.push(name)
  return 1
}

const everyTrap = new Proxy(
  {},
  {
    get: (_, trap) => () => {
      ran.push(`Proxy ${trap}`)
    },
  },
)

class Failure extends Error {
  get name() {
    return note('get name')()
  }
  get message() {
    return note('get message')()
  }
}

class Order {
  get a() {
    return note('get a')()
  }
  get size() {
    return note('get size')()
  }
  static get b() {
    return note('static get b')()
  }
}

class Cart extends Map {
  get size() {
    return note('Map get size')()
  }
  has = note('Map has')
}

class Day extends Date {
  getTime = note('getTime')
  valueOf = note('Date valueOf')
  toISOString = note('toISOString');
  [Symbol.toPrimitive] = note('Date toPrimitive')
}

const expression = /a/
Object.defineProperty(expression, 'flags', { get: note('flags') })
Object.defineProperty(expression, 'source', { get: note('source') })

const holed = [1, 2]
Object.defineProperty(holed, 1, { get: note('element 1'), enumerable: true })

const captured = {}
Error.captureStackTrace(captured)

/** Values with a trap wherever a look may hit one. */
const hostile = {
  getters: Object.defineProperties(
    {},
    { a: { get: note('getter a'), enumerable: true }, length: { get: note('length') } },
  ),
  converted: {
    toString: note('toString'),
    valueOf: note('valueOf'),
    toJSON: note('toJSON'),
    [Symbol.toPrimitive]: note('toPrimitive'),
    [Symbol.iterator]: note('iterator'),
    get [Symbol.toStringTag]() {
      return note('toStringTag')()
    },
    get constructor() {
      return note('get constructor')()
    },
  },
  array: Object.assign([1, 2], {
    [Symbol.iterator]: note('array iterator'),
    toString: note('array toString'),
    includes: note('includes'),
  }),
  holed,
  proxy: new Proxy({}, everyTrap),
  callable: new Proxy(() => 1, everyTrap),
  proxiedArray: new Proxy([1], everyTrap),
  proxiedDate: new Proxy(new Date(), everyTrap),
  behind: Object.create(new Proxy({}, everyTrap)),
  arrayBehind: Object.setPrototypeOf([], new Proxy([], everyTrap)),
  deep: Object.create(Object.create(new Proxy({}, everyTrap))),
  revoked: (() => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    return proxy
  })(),
  order: new Order(),
  orderClass: Order,
  constructed: { constructor: new Proxy(class {}, everyTrap) },
  ofProxiedClass: Object.create({ constructor: new Proxy(class {}, everyTrap) }),
  cart: new Cart(),
  day: new Day(0),
  expression,
  failure: new Failure('x'),
  captured,
  nested: {
    a: {
      b: new Proxy({}, everyTrap),
      get c() {
        return note('get c')()
      },
    },
  },
  bare: Object.create(null, { a: { get: note('bare a') } }),
  // biome-ignore lint/complexity/useArrowFunction: a function that has a prototype
  fn: Object.defineProperty(function () {}, 'name', { get: note('function name') }),
  symbol: Symbol('s'),
  big: 3n,
  text: 'abc',
  none: null,
}

/** Every form, over `v`. */
const texts = String.raw`
  v; v.a; v?.a.b; v["a"]; v[0]; v[1]; v["le" + "ngth"]; v.length; v.size; v.name; v.message; v.stack;
  v["st" + "ack"]; v.toString; v.source; v.b; v.a.c; v.missing; v[v]; keyed[v]; keyed[k]; v[k]; v[symbol];
  v["const" + "ructor"]; v["__pro" + "to__"]; v["proto" + "type"]; v == 1; v == "1"; v != v; v === v; v == null;
  v < 1; 1 >= v; v < v; v + 1; "" + v; v - v; v * 2; v % 2; -v; +v; !v; typeof v; v in keyed; "a" in v; 0 in v;
  v && 1; v || 1; v ?? 1; v ? 1 : 2; len(v); Object.keys(v).length; isDefined(v); isDefined(v.a);
  isDefined(v.a.b); v startsWith "a"; v endsWith v; v contains 1; v contains v; v matches "a+";
  text startsWith v; text contains v; text matches v; text matches "^(a|b)+\\b[c-e]{2,3}?$"; list contains v;
  list[0]; map contains v; map.size; set.size; set contains v; bytes.length; bytes[0]; nowhere; throwing;
  early < 5; big == text
`
  .split(';')
  .map((text) => parseExpression(text))

const templates = [
  '{v}',
  'a {v} b {v.a} {v + 1}',
  '{list} {map} {early} {deepData} {bytes} {pattern}',
  '{{v}}{nowhere}',
].map((text) => parseTemplate(text))

const others = {
  keyed: { a: 1 },
  k: { toString: note('key toString') },
  list: [1, { b: 2 }, [3], null, undefined, 5n, 'x'.repeat(300)],
  map: new Map([[1, 2]]),
  set: new Set([1]),
  bytes: new Uint8Array(3),
  early: new Date(0),
  pattern: /a/g,
  text: 'abc',
  symbol: Symbol.iterator,
  big: 3n,
  deepData: { a: { b: { c: { d: 1 } } }, e: () => 1, f: Symbol('f') },
}

test('no value makes its own code run, and no patched method or global runs', () => {
  const { isProxy } = host
  const hostAtHand = { isProxy, isSecret: (name) => name === 'secret', cleanText: (text) => text }
  const wrong = []
  for (const [kind, v] of Object.entries(hostile)) {
    const context = { ...others, v }
    const own = Object.assign(Object.create(null), Object.fromEntries(Object.keys(context).map((name) => [name, true])))
    const bind = (name) => {
      if (name === 'throwing') return fail
      return own[name] === true ? (c) => c[name] : null
    }
    const fail = () => {
      throw thrown
    }
    const runs = []
    for (const tree of texts) runs.push({ run: () => compileExpression(tree, bind, host)(context), error: null })
    for (const parts of templates)
      runs.push({ run: () => compileTemplate(parts, bind, hostAtHand)(context), error: null })
    const count = runs.length
    ran = []
    const used = whileTrapped(() => {
      for (let i = 0; i < count; i++) {
        try {
          runs[i].run()
        } catch (error) {
          runs[i].error = error
        }
      }
    })
    if (ran.length > 0) wrong.push(`${kind}: ${[...new Set(ran)]}`)
    if (used.length > 0) wrong.push(`${kind}: ${used}`)
    for (const { error } of runs) {
      if (error !== null && !(error instanceof ExpressionError)) wrong.push(`${kind}: ${error.stack}`)
    }
  }
  assert.deepEqual(wrong, [])
})

const thrown = {
  get message() {
    return note('message of what a reader threw')()
  },
}

test('the traps work', () => {
  ran = []
  assert.deepEqual(whileTrapped(() => [1].map(String)).includes('Array.prototype.map'), true)
  String(hostile.converted)
  assert.deepEqual(ran, ['toPrimitive'])
  ran = []
  hostile.proxy.a
  assert.deepEqual(ran, ['Proxy get'])
})

test('what stands in the way is said', () => {
  const rows = [
    ['order.a', 'AccessorError', 'order.a'],
    ['order.size', 'AccessorError', 'order.size'],
    ['cart.size', 'AccessorError', 'cart.size'],
    ['holed[1]', 'AccessorError', 'holed[1]'],
    ['holed contains 5', 'AccessorError', 'holed.contains(5)'],
    ['failure.stack', 'AccessorError', 'failure.stack'],
    ['captured.stack', 'AccessorError', 'captured.stack'],
    ['orderClass.b', 'AccessorError', 'orderClass.b'],
    ['proxy.a', 'ProxyError', 'proxy.a'],
    ['proxy[0]', 'ProxyError', 'proxy[0]'],
    ['callable.a', 'ProxyError', 'callable.a'],
    ['behind.a', 'ProxyError', 'behind.a'],
    ['deep.a', 'ProxyError', 'deep.a'],
    ['nested.a.b.c', 'ProxyError', 'nested.a.b.c'],
    ['isDefined(proxy.a)', 'ProxyError', 'proxy.a'],
    ['"a" in behind', 'ProxyError', '"a" in behind'],
    ['len(proxy)', 'ProxyError', 'len(proxy)'],
    ['Object.keys(proxy).length', 'ProxyError', 'Object.keys(proxy).length'],
    ['proxiedArray contains 1', 'ProxyError', 'proxiedArray.contains(1)'],
    ['arrayBehind[0]', 'ProxyError', 'arrayBehind[0]'],
    ['proxiedDate < 1', 'TypeError', 'proxiedDate'],
    ['revoked.a', 'ProxyError', 'revoked.a'],
  ]
  for (const [text, errorType, part] of rows) {
    const { error } = outcomeOf(text, hostile)
    assert.ok(error instanceof ExpressionError, text)
    assert.deepEqual([error.errorType, error.expression], [errorType, part], error.message)
  }
})

test('a stack that the program set itself is data', () => {
  assert.deepEqual(outcomeOf('vm.stack[0]', { vm: { stack: [1] } }), { value: 1 })
  assert.deepEqual(outcomeOf('vm.stack', { vm: {} }), { value: undefined })
})

test('an error is not formatted by a look at it', () => {
  const { prepareStackTrace } = Error
  ran = []
  Error.prepareStackTrace = note('prepareStackTrace')
  try {
    const error = new Error('x')
    for (const text of ['e.stack', 'e["sta" + "ck"]', 'e.message', 'len(e)', 'isDefined(e.stack)', '"stack" in e']) {
      outcomeOf(text, { e: error })
    }
    outcomeOf('e.nowhere.b', { e: error })
  } finally {
    Error.prepareStackTrace = prepareStackTrace
  }
  assert.deepEqual(ran, [])
})

test('a global object of vm, which may be made of a Proxy, is not looked at', () => {
  // Each trap is noted, and none is there, so that the target answers.
  const noting = new Proxy({}, { get: (_, trap) => void ran.push(`Proxy ${trap}`) })
  const made = runInContext('globalThis', createContext(new Proxy({}, noting)))
  const values = [made, Object.create(made), Object.setPrototypeOf(new Error('x'), made)]
  ran = []
  for (const value of values) {
    for (const text of ['v.a', 'v["a"]', 'len(v)', '"a" in v', 'v == 1', 'Object.keys(v).length', 'isDefined(v.a.b)']) {
      outcomeOf(text, { v: value })
    }
    const bind = () => (context) => context
    assert.match(compileTemplate(parseTemplate('{v}'), bind, host)(value), /Proxy/)
  }
  assert.deepEqual(ran, [])
  assert.deepEqual(outcomeOf('v.a', { v: runInContext('({ a: 1 })', createContext()) }), { value: 1 })
})
