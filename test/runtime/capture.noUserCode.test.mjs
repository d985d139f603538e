import assert from 'node:assert/strict'
import { test } from 'node:test'
import { capture, startCapture } from './capturing.mjs'
import { holey, hostileValues } from './hostileValues.mjs'
import { patchAll } from './patchAll.mjs'

/** Captures a value in every way there is; the texts, and what was called meanwhile. */
function captureAllWays(value, log, patched) {
  const made = startCapture()
  const restore = patched ? patchAll(log) : () => {}
  let texts
  try {
    texts = {
      value: made.value(value, 'v'),
      short: made.short(value, 200),
      exception: made.exception(value),
      named: made.named(['v', 'nested'], [value, { __proto__: null, value }]),
    }
  } finally {
    restore()
  }
  return { texts, called: log.splice(0) }
}

const log = []
const values = hostileValues(log)

for (const patched of [false, true]) {
  for (const [what, value] of Object.entries(values)) {
    test(`${what}: nothing runs${patched ? ' while every built-in is patched' : ''}`, () => {
      const { texts, called } = captureAllWays(value, log, patched)
      assert.deepEqual(called, [])
      for (const way of ['value', 'exception', 'named']) assert.doesNotThrow(() => JSON.parse(texts[way]), texts[way])
      assert.equal(typeof texts.short, 'string')
      assert.doesNotMatch(Object.values(texts).join(), /not captured/)
    })
  }
}

test('patching finds what it should', () => {
  const called = []
  const restore = patchAll(called)
  try {
    ;[1].map(String)
    JSON.stringify({})
  } finally {
    restore()
  }
  for (const name of ['Array.prototype.map', 'globalThis.String', 'JSON.stringify', 'get Object.prototype.toJSON']) {
    assert.ok(called.includes(name), name)
  }
})

test('every kind of value has the same text while every built-in is patched', () => {
  const plain = [
    1.5,
    'text "quoted" \n',
    10n ** 30n,
    Symbol('s'),
    null,
    undefined,
    true,
    /a+/dgimsuy,
    new Date(5),
    holey(),
  ]
  const rest = [new Map([['k', new Set([1])]]), Buffer.from('abc'), new URL('https://x.org/?q=1'), new Error('message')]
  const named = {
    user: { email: 'ann@example.org', card: '4111 1111 1111 1111' },
    url: 'https://a:b@c/',
    list: rest,
    plain,
  }
  const before = startCapture().value(named)
  const called = []
  const made = startCapture()
  const restore = patchAll(called)
  let after
  try {
    after = made.value(named)
  } finally {
    restore()
  }
  assert.deepEqual(called, [])
  assert.equal(after, before)
})

test('the legacy statics of RegExp stay as the program left them', () => {
  assert.match('before', /(bef)/)
  capture({ url: 'https://u:p@host/', jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x', card: '4111-1111-1111-1111' })
  startCapture({ redaction: { names: ['a*'] } }).short({ abc: 1, re: /x/ }, 100)
  assert.equal(RegExp.$1, 'bef')
})

test('nothing is iterated, settled, advanced or changed', () => {
  const map = new Map([[1, 2]])
  const iterator = map.entries()
  const generator = (function* () {
    yield 1
  })()
  const regExp = /a/g
  regExp.lastIndex = 3
  const symbol = Symbol('s')
  const object = { b: 1, a: { [symbol]: 1 } }
  capture({ map, iterator, generator, regExp, object })
  assert.deepEqual([...iterator], [[1, 2]])
  assert.deepEqual([...generator], [1])
  assert.equal(regExp.lastIndex, 3)
  assert.deepEqual(Reflect.ownKeys(object.a), [symbol])
})

test('a fault of the host is no fault of the program', () => {
  const host = {
    isProxy() {
      throw new Error('host')
    },
  }
  const made = startCapture({ host })
  assert.equal(JSON.parse(made.value({})).__summary__, 'not captured: it could not be read')
  assert.equal(JSON.parse(made.exception({})).stack, null)
  assert.match(made.short({}, 80), /not captured/)
})

test('a program at the end of its stack gets an answer, and its own stacks stay as they were', () => {
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')
  const made = startCapture()
  const error = new Error('deep')
  const answers = new Set()
  const dive = () => {
    try {
      dive()
    } catch {
      // Each frame on the way up has a little more room than the one before.
    }
    if (answers.size < 200) answers.add(made.value({ a: { b: { error } } }).slice(0, 40))
  }
  dive()
  assert.ok([...answers].some((text) => text.includes('"a"')))
  for (const text of answers) assert.match(text, /^\{"(a|__tpd_type__)"/)
  assert.deepEqual(Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace'), before)
})
