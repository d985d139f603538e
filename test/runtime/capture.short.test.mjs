import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startCapture } from './capturing.mjs'
import { holey } from './hostileValues.mjs'

const short = (value, max = 200, name) => startCapture().short(value, max, name)

class Order {
  id = 7
  items = [1, 2, 3]
  note = 'two\nlines'
}

const LINES = [
  ['a text', 'a text'],
  [12, '12'],
  [-0, '-0'],
  [Number.NaN, 'NaN'],
  [12n, '12n'],
  [null, 'null'],
  [undefined, 'undefined'],
  [true, 'true'],
  [Symbol('s'), 'Symbol(s)'],
  [function add() {}, '[Function: add]'],
  [Order, '[class Order]'],
  [new Order(), 'Order {id: 7, items: Array(3), note: "two\nlines"}'],
  [{ a: { b: 1 }, c: [] }, '{a: {…}, c: Array(0)}'],
  [[1, 'a', { b: 1 }], '[1, "a", {…}]'],
  [holey(), '[1, [hole], 3]'],
  [new Map([['k', 1]]), 'Map(1) {"k" => 1}'],
  [new Set([1, 2]), 'Set(2) {1, 2}'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [new Date(Number.NaN), 'Invalid Date'],
  [/a/g, '/a/g'],
  [new TypeError('wrong'), 'TypeError: wrong'],
  [new Float32Array([1, 2]), 'Float32Array(2) [1, 2]'],
  [Buffer.from('ab'), 'Buffer(2)'],
  [new URL('https://x.org/'), 'https://x.org/'],
  [Promise.resolve(), '[Promise]'],
  [new Proxy({}, {}), '[Proxy]'],
  [new String('s'), '"s"'],
  [Object.defineProperty({}, 'x', { get: () => 1, enumerable: true }), '{x: [accessor]}'],
  [{ password: 'x', user: 'ann' }, '{password: [redacted], user: "ann"}'],
  [new Map([['token', 'x']]), 'Map(1) {"token" => [redacted]}'],
  ['https://u:p@host/', '[redacted]'],
  [{ card: 4111111111111111 }, '{card: [redacted]}'],
]

for (const [value, line] of LINES) {
  test(`a line for ${line}`, () => {
    assert.equal(short(value), line)
  })
}

test('many entries end in dots', () => {
  assert.equal(short(Array.from({ length: 20 }, (_, i) => i)), '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …]')
  const wide = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`k${i}`, i]))
  assert.match(short(wide), /k9: 9, …\}$/)
})

test('a line is never longer than asked for', () => {
  assert.equal(short('abcdef', 4), 'abc…')
  assert.equal(short('abcd', 4), 'abcd')
  assert.equal(short({ long: 'x'.repeat(500) }, 50).length, 50)
  assert.equal(short(10n ** 2000n, 80), 'more than 1024 digits')
})

test('a name that is hidden hides its value', () => {
  assert.equal(short('hunter2', 80, 'password'), '[redacted]')
  assert.equal(short('hunter2', 80, 'user'), 'hunter2')
})
