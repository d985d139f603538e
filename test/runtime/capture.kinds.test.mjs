import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { capture, startCapture } from './capturing.mjs'
import { holey } from './hostileValues.mjs'

class Order {
  id = 7
  #secret = 1
  get total() {
    return this.#secret
  }
}
class List extends Array {}
class Registry extends Map {
  owner = 'ann'
}
class HttpError extends Error {
  code = 404
}
function* generate() {
  yield 1
}
function listArguments() {
  // biome-ignore lint/complexity/noArguments: it is the value under test
  return arguments
}
function Legacy() {
  this.a = 1
}
const anonymous = (() => class {})()
const match = /(?<year>\d+)/.exec('in 2026')
const twins = { [Symbol('id')]: 1, [Symbol('id')]: 2, id: 3 }
const cycle = { name: 'root', children: [{}] }
cycle.children[0].parent = cycle
const boundTo = function add() {}.bind(null)
const typed = (type, rest = {}) => ({ __tpd_type__: type, ...rest })

const KINDS = [
  ['string', 'text', 'text'],
  ['string to escape', '"\\\n\u0000é😀\ud800', '"\\\n\u0000é😀\ud800'],
  ['empty string', '', ''],
  ['number', 1.5, 1.5],
  ['large number', 1e300, 1e300],
  ['zero', 0, 0],
  ['boolean', true, true],
  ['null', null, null],
  ['undefined', undefined, typed('undefined')],
  ['NaN', Number.NaN, typed('number', { __repr__: 'NaN' })],
  ['Infinity', Infinity, typed('number', { __repr__: 'Infinity' })],
  ['-Infinity', -Infinity, typed('number', { __repr__: '-Infinity' })],
  ['-0', -0, typed('number', { __repr__: '-0' })],
  ['BigInt', -12n, typed('bigint', { __repr__: '-12n' })],
  ['symbol', Symbol('s'), typed('symbol', { __repr__: 'Symbol(s)' })],
  ['symbol without description', Symbol(), typed('symbol', { __repr__: 'Symbol()' })],
  ['function', function add() {}, typed('function', { __repr__: '[Function: add]' })],
  ['arrow', (() => () => {})(), typed('function', { __repr__: '[Function (anonymous)]' })],
  ['async function', async function load() {}, typed('function', { __repr__: '[AsyncFunction: load]' })],
  ['generator function', generate, typed('function', { __repr__: '[GeneratorFunction: generate]' })],
  ['bound function', boundTo, typed('function', { __repr__: '[Function: bound add]' })],
  [
    'function with properties',
    Object.assign(function app() {}, { get: 1, use: 2 }),
    typed('function', { __repr__: '[Function: app]', __tpd_keys__: ['get', 'use'] }),
  ],
  ['class', Order, typed('class', { __repr__: '[class Order]' })],
  ['derived class', HttpError, typed('class', { __repr__: '[class HttpError extends Error]' })],
  ['anonymous class', anonymous, typed('class', { __repr__: '[class (anonymous)]' })],
  ['built-in class', Map, typed('class', { __repr__: '[class Map]' })],
  ['plain object', { a: 1, b: { c: [] } }, { a: 1, b: { c: [] } }],
  ['empty object', {}, {}],
  ['null prototype', Object.assign(Object.create(null), { a: 1 }), typed('[Object: null prototype]', { a: 1 })],
  ['class instance', new Order(), typed('Order', { id: 7 })],
  ['instance of an anonymous class', new anonymous(), typed('(anonymous)')],
  ['instance of a function', new Legacy(), typed('Legacy', { a: 1 })],
  ['object with a plain prototype', Object.create({ inherited: 1 }), {}],
  [
    'non-enumerable property',
    Object.defineProperty({ a: 1 }, 'hidden', { value: 2, enumerable: false }),
    { a: 1, hidden: 2 },
  ],
  ['accessor', Object.defineProperty({}, 'x', { get: () => 1, enumerable: true }), { x: typed('accessor') }],
  ['setter', Object.defineProperty({}, 'x', { set: () => {}, enumerable: true }), { x: typed('accessor') }],
  ['symbol keys', twins, { id: 3, 'Symbol(id)': 1, 'Symbol(id) #2': 2 }],
  ['own marks', { __tpd_type__: 'x', __repr__: 'y' }, { '~__tpd_type__': 'x', '~__repr__': 'y' }],
  ['__proto__ as a key', JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"a":1}}')],
  ['frozen object', Object.freeze({ a: Object.freeze([1]) }), { a: [1] }],
  ['array', [1, 'a', [2]], [1, 'a', [2]]],
  ['holes', holey(), [1, typed('hole'), 3]],
  ['holes only', new Array(3), [typed('hole', { count: 3 })]],
  ['hole at the end', Object.assign([1], { length: 2 }), [1, typed('hole')]],
  ['array subclass', List.from([1, 2]), typed('List', { length: 2, elements: [1, 2] })],
  [
    'match of a regular expression',
    match,
    typed('Array', {
      length: 2,
      elements: ['2026', '2026'],
      index: 3,
      input: 'in 2026',
      groups: typed('[Object: null prototype]', { year: '2026' }),
    }),
  ],
  ['arguments', listArguments(1, 'a'), typed('Arguments', { length: 2, elements: [1, 'a'] })],
  ['Map', new Map([['a', { b: 1 }]]), typed('Map', { size: 1, entries: [['a', { b: 1 }]] })],
  ['Map with object keys', new Map([[{ k: 1 }, 1]]), typed('Map', { size: 1, entries: [[{ k: 1 }, 1]] })],
  ['Map subclass', new Registry([[1, 2]]), typed('Registry', { size: 1, entries: [[1, 2]], fields: { owner: 'ann' } })],
  ['Set', new Set([1, 'a']), typed('Set', { size: 2, values: [1, 'a'] })],
  ['empty Set', new Set(), typed('Set', { size: 0, values: [] })],
  ['WeakMap', new WeakMap(), typed('WeakMap')],
  ['WeakSet', new WeakSet(), typed('WeakSet')],
  ['WeakRef', new WeakRef({}), typed('WeakRef')],
  ['Date', new Date(0), typed('Date', { __repr__: '1970-01-01T00:00:00.000Z' })],
  ['invalid Date', new Date(Number.NaN), typed('Date', { __repr__: 'Invalid Date' })],
  ['RegExp', /a"\/b/giu, typed('RegExp', { __repr__: '/a"\\/b/giu' })],
  ['Promise', Promise.resolve(1), typed('Promise', { state: 'unknown' })],
  ['generator', generate(), typed('Generator')],
  ['array iterator', [1].values(), typed('Array Iterator')],
  ['map iterator', new Map().keys(), typed('Map Iterator')],
  ['boxed string', new String('s'), typed('String', { value: 's' })],
  ['boxed number', new Number(-0), typed('Number', { value: typed('number', { __repr__: '-0' }) })],
  ['boxed boolean', new Boolean(false), typed('Boolean', { value: false })],
  ['boxed symbol', Object(Symbol('s')), typed('Symbol', { value: typed('symbol', { __repr__: 'Symbol(s)' }) })],
  ['boxed BigInt', Object(1n), typed('BigInt', { value: typed('bigint', { __repr__: '1n' }) })],
  ['Uint8Array', new Uint8Array([1, 2]), typed('Uint8Array', { length: 2, elements: [1, 2] })],
  [
    'Float64Array',
    new Float64Array([0.5, Number.NaN]),
    typed('Float64Array', { length: 2, elements: [0.5, typed('number', { __repr__: 'NaN' })] }),
  ],
  [
    'BigInt64Array',
    new BigInt64Array([5n]),
    typed('BigInt64Array', { length: 1, elements: [typed('bigint', { __repr__: '5n' })] }),
  ],
  ['Buffer', Buffer.from('hello'), typed('Buffer', { length: 5, __repr__: '68656c6c6f' })],
  ['ArrayBuffer', new ArrayBuffer(8), typed('ArrayBuffer', { byteLength: 8 })],
  ['SharedArrayBuffer', new SharedArrayBuffer(8), typed('SharedArrayBuffer', { byteLength: 8 })],
  ['DataView', new DataView(new ArrayBuffer(8), 2), typed('DataView', { byteLength: 6, byteOffset: 2 })],
  ['Proxy', new Proxy({}, {}), typed('Proxy')],
  ['Proxy of a function', new Proxy(() => {}, {}), typed('Proxy')],
  ['URL', new URL('https://x.org/a?b=1'), typed('URL', { __repr__: 'https://x.org/a?b=1' })],
  ['global object', globalThis, typed('global')],
  ['foreign plain object', runInNewContext('({ a: [1] })'), { a: [1] }],
  ['foreign class instance', runInNewContext('new (class Foo { a = 1 })()'), typed('Foo', { a: 1 })],
  ['foreign Map', runInNewContext('new Map([[1, 2]])'), typed('Map', { size: 1, entries: [[1, 2]] })],
  ['foreign Date', runInNewContext('new Date(0)'), typed('Date', { __repr__: '1970-01-01T00:00:00.000Z' })],
  ['foreign global object', runInNewContext('globalThis'), typed('global')],
  ['looks like a Map', Object.create(Map.prototype), typed('Map')],
  [
    'Map in disguise',
    Object.setPrototypeOf(new Map([[1, 2]]), null),
    {
      __tpd_type__: '[Object: null prototype]',
      size: 1,
      entries: [[1, 2]],
    },
  ],
  [
    'Set in plain disguise',
    Object.setPrototypeOf(new Set([1]), Object.prototype),
    typed('Object', { size: 1, values: [1] }),
  ],
  [
    'circle',
    cycle,
    {
      name: 'root',
      children: [{ parent: { __tpd_circular__: true, __tpd_type__: 'Object', __summary__: 'the object 3 levels up' } }],
    },
  ],
]

for (const [kind, value, expected] of KINDS) {
  test(kind, () => {
    assert.deepEqual(capture(value), expected)
  })
}

test('an object that is in two places, but not inside itself, is shown twice', () => {
  const shared = { a: 1 }
  assert.deepEqual(capture([shared, shared]), [{ a: 1 }, { a: 1 }])
})

test('a module shows its exports', async () => {
  const url = `data:text/javascript,${encodeURIComponent('export const a = 1; export default function f() {}')}`
  assert.deepEqual(capture(await import(url)), {
    ...{ __tpd_type__: 'Module', a: 1, default: typed('function', { __repr__: '[Function: f]' }) },
  })
})

test('a module that is still running shows what is not initialised', async () => {
  globalThis.captureForTest = capture
  const folder = await mkdtemp(join(tmpdir(), 'capture-'))
  try {
    const file = join(folder, 'self.mjs')
    await writeFile(
      file,
      'import * as self from "./self.mjs"; export const seen = captureForTest(self); export const b = 2',
    )
    const { seen } = await import(file)
    assert.deepEqual(seen.b, typed('uninitialized'))
  } finally {
    delete globalThis.captureForTest
    await rm(folder, { recursive: true })
  }
})

const DEFER = '--js-defer-import-eval'
const canDefer = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' }).stdout.includes(DEFER)

test('a deferred module is not evaluated', { skip: !canDefer }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'capture-'))
  try {
    const capturing = new URL('./capturing.mjs', import.meta.url).href
    await writeFile(join(folder, 'late.mjs'), 'globalThis.ran = true; export const a = 1')
    await writeFile(
      join(folder, 'main.mjs'),
      `import { startCapture } from ${JSON.stringify(capturing)}
      import defer * as late from './late.mjs'
      const made = startCapture()
      const deep = startCapture({ limits: { maxDepth: 1 } })
      const texts = [made.value(late), made.short(late, 80), made.exception(late), deep.value({ late }), globalThis.ran]
      console.log(JSON.stringify(texts))`,
    )
    const run = spawnSync(process.execPath, [DEFER, join(folder, 'main.mjs')], { encoding: 'utf8' })
    const [value, short, exception, , ran] = JSON.parse(run.stdout)
    assert.equal(JSON.parse(value).__tpd_type__, 'Module')
    assert.equal(short, '[Module]')
    assert.equal(JSON.parse(exception).type, 'Module')
    assert.equal(ran, null)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('detached buffers and their views have nothing left', () => {
  const buffer = new ArrayBuffer(8)
  const view = new DataView(buffer)
  const bytes = new Uint8Array(buffer)
  structuredClone(buffer, { transfer: [buffer] })
  assert.deepEqual(capture([buffer, bytes, view]), [
    typed('ArrayBuffer', { byteLength: 0 }),
    typed('Uint8Array', { length: 0, elements: [] }),
    typed('DataView', { __summary__: 'detached' }),
  ])
})

test('Temporal objects, where there are any, show their text', { skip: !('Temporal' in globalThis) }, () => {
  const day = globalThis.Temporal.PlainDate.from('2026-11-22')
  assert.deepEqual(capture(day), typed('PlainDate', { __repr__: '2026-11-22' }))
})

test('an error shows name, message, stack, cause and what it carries', () => {
  const error = Object.assign(new HttpError('gone', { cause: new TypeError('why') }), { path: '/x' })
  const { stack, cause, ...rest } = capture(error)
  assert.deepEqual(rest, { __tpd_type__: 'HttpError', name: 'Error', message: 'gone', code: 404, path: '/x' })
  assert.match(stack, /^Error: gone\n {4}at .*capture\.kinds/)
  assert.equal(cause.__tpd_type__, 'TypeError')
  assert.equal(cause.message, 'why')
})

test('an AggregateError shows its errors, an aborted fetch its reason', () => {
  assert.equal(capture(new AggregateError([new Error('one')], 'all')).errors[0].message, 'one')
  const aborted = capture(new DOMException('stop', 'AbortError'))
  assert.equal(aborted.__tpd_type__, 'DOMException')
  assert.equal(aborted.name, 'AbortError')
  assert.equal(aborted.message, 'stop')
})

test('named values become one object, in order', () => {
  const made = startCapture()
  assert.equal(made.named(['a', 'b"', 'c'], [1, 'x', undefined]), '{"a":1,"b\\"":"x","c":{"__tpd_type__":"undefined"}}')
  assert.equal(made.named([], []), '{}')
})

test('objects whose names begin alike are told apart, however often they come', () => {
  const like = { id: 1, name: 'a', city: 'b' }
  const objects = [like, { id: 1, city: 'b', name: 'a' }, { id: 1, name: 'a' }, { id: 1 }, { id: 1, name: 'a', pin: 2 }]
  const { setup } = startCapture()
  for (let round = 0; round < 3; round++) {
    for (const object of [...objects, ...objects.toReversed(), like]) {
      const shown = JSON.parse(startCapture({ setup }).value(object))
      assert.deepEqual(Object.keys(shown), Object.keys(object))
      if ('pin' in object) assert.equal(shown.pin.__tpd_reason__, 'redacted')
      else assert.deepEqual(shown, object)
    }
  }
})

test('more kinds of objects than are remembered are shown all the same', () => {
  const { setup } = startCapture()
  for (let i = 0; i < 1500; i++) {
    const object = { [`first${i}`]: i, second: i }
    assert.deepEqual(JSON.parse(startCapture({ setup }).value(object)), object)
  }
})

test('the size is about that of the text', () => {
  const made = startCapture()
  const text = made.named(['user'], [{ name: 'ann', tags: ['a', 'b'], at: new Map([['k', 1]]) }])
  assert.ok(Math.abs(made.size - text.length) < text.length / 3, `${made.size} for ${text.length}`)
})
