import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { MAX_CAPTURE_SIZE } from '../../packages/runtime/dist/capture/capture.js'
import { CaptureSetup } from '../../packages/runtime/dist/capture/setup.js'
import { createRedaction } from '../../packages/runtime/dist/redact/redaction.js'
import { capture, HOST, startCapture } from './capturing.mjs'

const range = (length) => Array.from({ length }, (_, i) => i)
const wide = (length) => Object.fromEntries(range(length).map((i) => [`key${i}`, i]))
const marks = (reason, remaining) => ({
  __tpd_truncated__: true,
  ...(remaining === undefined ? {} : { __tpd_remaining__: remaining }),
  __tpd_reason__: reason,
})

/** A clock that the test moves: `step` milliseconds at each look. */
function clockHost(step) {
  const clock = { at: 0, looks: 0 }
  const now = () => {
    clock.looks++
    clock.at += step
    return clock.at
  }
  return { host: { now }, clock }
}

test('depth: what lies too deep says what it is and names its keys', () => {
  class Leaf {
    a = 1
    b = 2
  }
  const limits = { maxDepth: 1 }
  const value = { leaf: new Leaf(), list: [1, 2], map: new Map([[1, 2]]), plain: { c: 1 }, none: {}, nothing: [] }
  assert.deepEqual(capture(value, { limits }), {
    leaf: { __tpd_type__: 'Leaf', __tpd_keys__: ['a', 'b'], ...marks('depth', 2) },
    list: { __tpd_type__: 'Array', __summary__: 'Array(2)', ...marks('depth', 2) },
    map: { __tpd_type__: 'Map', __summary__: 'Map(1)', ...marks('depth', 1) },
    plain: { __tpd_type__: 'Object', __tpd_keys__: ['c'], ...marks('depth', 1) },
    none: {},
    nothing: [],
  })
})

test('depth: the object that a variable holds is level 1, and depth 0 opens nothing', () => {
  assert.deepEqual(capture({ a: { b: 1 } }, { limits: { maxDepth: 2 } }), { a: { b: 1 } })
  assert.equal(capture({ a: 1 }, { limits: { maxDepth: 0 } }).__tpd_reason__, 'depth')
  assert.equal(capture(5, { limits: { maxDepth: 0 } }), 5)
})

test('depth: what needs no opening is shown at any depth', () => {
  const value = { at: new Date(0), re: /a/, big: 1n, url: new URL('https://x.org/'), fn: () => {} }
  const shown = capture(value, { limits: { maxDepth: 1 } })
  assert.equal(shown.at.__repr__, '1970-01-01T00:00:00.000Z')
  assert.equal(shown.url.__repr__, 'https://x.org/')
  assert.doesNotMatch(JSON.stringify(shown), /depth/)
})

test('properties: the first are shown, the next are named, the rest is counted', () => {
  const shown = capture(wide(30), { limits: { maxProperties: 2 } })
  assert.deepEqual(shown, {
    key0: 0,
    key1: 1,
    __tpd_keys__: range(10).map((i) => `key${i + 2}`),
    ...marks('properties', 28),
  })
})

test('properties: symbols count as well', () => {
  const value = { a: 1, [Symbol('b')]: 2, [Symbol('c')]: 3 }
  assert.deepEqual(capture(value, { limits: { maxProperties: 2 } }), {
    a: 1,
    'Symbol(b)': 2,
    ...marks('properties', 1),
  })
})

test('elements: arrays, Maps, Sets, typed arrays and arguments are cut alike', () => {
  const limits = { maxElements: 2 }
  assert.deepEqual(capture(range(5), { limits }), [0, 1, marks('elements', 3)])
  assert.deepEqual(capture(new Set(range(5)), { limits }), {
    ...{ __tpd_type__: 'Set', size: 5, values: [0, 1] },
    ...marks('elements', 3),
  })
  const map = new Map(range(5).map((i) => [i, i]))
  assert.deepEqual(capture(map, { limits }), {
    ...{
      __tpd_type__: 'Map',
      size: 5,
      entries: [
        [0, 0],
        [1, 1],
      ],
    },
    ...marks('elements', 3),
  })
  assert.deepEqual(capture(Uint8Array.from(range(5)), { limits }), {
    ...{ __tpd_type__: 'Uint8Array', length: 5, elements: [0, 1] },
    ...marks('elements', 3),
  })
  assert.deepEqual(capture(Buffer.from('hello'), { limits }), {
    ...{ __tpd_type__: 'Buffer', length: 5, __repr__: '6865' },
    ...marks('elements', 3),
  })
  assert.deepEqual(capture([], { limits: { maxElements: 0 } }), [])
})

test('elements: a sparse array of a thousand million places is quick', () => {
  const sparse = []
  sparse[1e9] = 1
  const [holes, rest] = capture(sparse)
  assert.deepEqual(holes, { __tpd_type__: 'hole', count: 100 })
  assert.deepEqual(rest, marks('elements', 1e9 + 1 - 100))
})

test('string: what is cut keeps its characters whole', () => {
  const limits = { maxStringLength: 3 }
  assert.deepEqual(capture('abcdef', { limits }), { __tpd_type__: 'string', __repr__: 'abc', ...marks('string', 3) })
  assert.deepEqual(capture('ab😀def', { limits }).__repr__, 'ab')
  assert.equal(capture('abc', { limits }), 'abc')
  assert.equal(capture(/abcdef/g, { limits }).__repr__, '/ab')
})

test('string: one of many million characters is not touched', () => {
  const rope = 'x'.repeat(5e6) + 'y'.repeat(5e6)
  assert.deepEqual(capture(rope), { __tpd_type__: 'string', ...marks('size', 1e7) })
})

test('size: a BigInt of many digits is not printed', () => {
  assert.equal(capture(10n ** 1000n).__repr__.length, 1002)
  assert.equal(capture(10n ** 5000n).__tpd_reason__, 'size')
  assert.equal(capture(-(10n ** 5000n)).__tpd_reason__, 'size')
})

test('frames: a stack has as many as asked for', () => {
  const dive = (depth) => (depth === 0 ? new Error('deep') : dive(depth - 1))
  const lines = (maxFrames) => capture(dive(8), { limits: { maxFrames } }).stack.split('\n').length
  assert.equal(lines(3), 4)
  assert.equal(lines(0), 1)
  const formatted = dive(8)
  assert.ok(formatted.stack)
  assert.equal(capture(formatted, { limits: { maxFrames: 3 } }).stack.split('\n').length, 4)
})

test('size: a capture ends near its bound and says why', () => {
  const limits = { maxDepth: 9, maxProperties: 1e6, maxElements: 1e6 }
  const made = startCapture({ limits })
  const text = made.named(['big', 'after', 'last'], [range(1e6).map((i) => ({ i })), 1, { a: 1 }])
  const shown = JSON.parse(text)
  assert.ok(text.length < MAX_CAPTURE_SIZE * 1.3, `${text.length}`)
  assert.equal(shown.big.at(-1).__tpd_reason__, 'size')
  assert.ok(shown.big.at(-1).__tpd_remaining__ > 100_000)
  assert.deepEqual(shown.after, { __tpd_type__: 'number', ...marks('size') })
  assert.deepEqual(shown.last, { __tpd_type__: 'object', ...marks('size') })
})

test('time: when it is over, what is missing says so, and the variables after it too', () => {
  const { host } = clockHost(1)
  const made = startCapture({ host, budgetMs: 5 })
  const rows = range(50).map((i) => ({ i }))
  const shown = JSON.parse(made.named(['rows', 'after'], [rows, { a: 1 }]))
  assert.equal(made.stopped, 'time')
  assert.ok(shown.rows.length > 2 && shown.rows.length < 8, `${shown.rows.length}`)
  assert.equal(shown.rows.at(-1).__tpd_reason__, 'time')
  assert.equal(shown.rows.at(-1).__tpd_remaining__, 50 - (shown.rows.length - 1))
  assert.deepEqual(shown.after, { __tpd_type__: 'object', ...marks('time') })
})

test('time: an object in the middle keeps what it has and names what comes next', () => {
  const { host } = clockHost(1)
  const made = startCapture({ host, budgetMs: 3 })
  const value = { a: { x: 1 }, b: { x: 1 }, c: { x: 1 }, d: { x: 1 } }
  const shown = JSON.parse(made.value(value))
  assert.deepEqual(shown.a, { x: 1 })
  assert.equal(shown.__tpd_reason__, 'time')
  assert.ok(shown.__tpd_keys__.includes('d'))
})

test('time: a list of primitives looks at the clock too', () => {
  const { host, clock } = clockHost(1)
  const made = startCapture({ host, budgetMs: 3, limits: { maxElements: 1e5, maxStringLength: 10 } })
  const shown = JSON.parse(made.value(range(10_000)))
  assert.equal(shown.at(-1).__tpd_reason__, 'time')
  assert.ok(shown.length < 500 && clock.looks < 10, `${shown.length}, ${clock.looks}`)
})

test('time: an object with a million keys does not take a second', () => {
  const huge = wide(1e6)
  const setup = new CaptureSetup(createRedaction(), HOST)
  const timed = () => {
    const started = performance.now()
    const shown = JSON.parse(startCapture({ setup, budgetMs: 10 }).value({ huge }))
    return { ms: performance.now() - started, shown }
  }
  const first = timed()
  const second = timed()
  assert.equal(first.shown.huge.__tpd_reason__, 'time')
  assert.equal(first.shown.huge.__summary__, 'more keys than could be listed in time')
  const started = performance.now()
  Reflect.ownKeys(huge)
  const listing = performance.now() - started
  assert.ok(first.ms < listing / 2, `${first.ms} ms, and ${listing} ms to list the keys`)
  assert.ok(second.ms < first.ms / 5, `${second.ms} ms after ${first.ms} ms`)
})

test('time: an object that is slow to list is listed once and then remembered, not for ever', () => {
  const clock = { at: 0 }
  const setup = new CaptureSetup(createRedaction(), { ...HOST, now: () => clock.at })
  const dictionary = wide(5000)
  let reads = 0
  // Listing 5,000 keys is said to take 20 ms: the clock moves when the names are listed.
  const host = setup.host
  host.now = () => {
    reads++
    clock.at += reads === 3 ? 20 : 0
    return clock.at
  }
  const first = JSON.parse(startCapture({ setup, budgetMs: 1000 }).value(dictionary))
  assert.equal(first.__tpd_remaining__, 4900)
  dictionary.key0 = 'changed'
  delete dictionary.key4999
  const remembered = JSON.parse(startCapture({ setup, budgetMs: 1000 }).value(dictionary))
  assert.equal(remembered.key0, 'changed')
  assert.equal(remembered.__tpd_remaining__, 4900)
  clock.at += 20 * 100
  const again = JSON.parse(startCapture({ setup, budgetMs: 1000 }).value(dictionary))
  assert.equal(again.__tpd_remaining__, 4899)
})

test('memory: a setup keeps no object of the program alive', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc')
  const setup = new CaptureSetup(createRedaction(), HOST)
  const seen = (() => {
    const value = { a: new (class Gone {})(), dictionary: wide(5000) }
    startCapture({ setup }).value(value)
    return [new WeakRef(value), new WeakRef(value.a), new WeakRef(value.dictionary)]
  })()
  for (let i = 0; i < 10 && seen.some((ref) => ref.deref()); i++) {
    await new Promise(setImmediate)
    collectGarbage()
  }
  assert.deepEqual(
    seen.map((ref) => ref.deref()),
    [undefined, undefined, undefined],
  )
})
