import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPalette } from '../../packages/cli/dist/print/palette.js'
import { printValue } from '../../packages/cli/dist/print/value.js'

const look = { palette: createPalette(false), width: 120, folder: '/', full: false }
const show = (description, changes = {}) => printValue(description, { ...look, ...changes }, 100).join('\n')
const typed = (type, fields = {}) => ({ __tpd_type__: type, ...fields })
const cut = (reason, remaining) => ({ __tpd_truncated__: true, __tpd_remaining__: remaining, __tpd_reason__: reason })

test('values are shown as Node would print them', () => {
  for (const [description, text] of [
    [1, '1'],
    ["it's", `"it's"`],
    [null, 'null'],
    [{ a: [1, { b: 'x' }] }, "{ a: [ 1, { b: 'x' } ] }"],
    [typed('undefined'), 'undefined'],
    [typed('number', { __repr__: '-0' }), '-0'],
    [typed('bigint', { __repr__: '5n' }), '5n'],
    [typed('Date', { __repr__: '1970-01-01T00:00:00.000Z' }), '1970-01-01T00:00:00.000Z'],
    [typed('function', { __repr__: '[Function: add]' }), '[Function: add]'],
    [typed('Order', { id: 7 }), 'Order { id: 7 }'],
    [typed('Map', { size: 1, entries: [['a', { x: 1 }]] }), "Map(1) { 'a' => { x: 1 } }"],
    [typed('Set', { size: 2, values: [1, 2] }), 'Set(2) { 1, 2 }'],
    [typed('Uint16Array', { length: 2, elements: [1, 2] }), 'Uint16Array(2) [ 1, 2 ]'],
    [typed('Buffer', { length: 2, __repr__: '0a0b' }), '<Buffer 0a0b>'],
    [{ get: typed('accessor'), proxy: typed('Proxy') }, '{ get: [accessor], proxy: [Proxy] }'],
    [[typed('hole', { count: 3 }), 1], '[ <3 empty>, 1 ]'],
    [{ password: typed('redacted', cut('redacted')) }, '{ password: [redacted] }'],
    [{ ...typed('Node'), __tpd_circular__: true, __summary__: 'the object 2 levels up' }, '[circular Node]'],
  ]) {
    assert.equal(show(description), text)
  }
})

test('what was cut says how much is missing', () => {
  assert.equal(show([1, 2, cut('elements', 98)]), '[ 1, 2, … 98 more ]')
  assert.equal(show({ a: 1, ...cut('properties', 5) }), "{ a: 1, '…': … 5 more }")
  assert.equal(show(typed('string', { __repr__: 'abc', ...cut('string', 9) })), "'abc'… 9 more characters")
  assert.equal(show(typed('Order', { __tpd_keys__: ['id'], ...cut('depth', 4) })), 'Order { id, … }')
  assert.equal(show(typed('Array', { __summary__: 'Array(3)', ...cut('depth', 3) })), '[Array(3)]')
  assert.equal(show(typed('Set', { size: 3, values: [1], ...cut('elements', 2) })), 'Set(2) { 1, … 2 more }')
  assert.equal(show({ ...cut('time', 3) }), '… 3 more (there was no time left)')
})

test('a long value is shortened where not everything is asked for', () => {
  const long = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`name${i}`, 'x'.repeat(60)]))
  const lines = show(long).split('\n')
  assert.equal(lines.length, 12)
  assert.equal(lines.at(-1), '… 31 more lines (--full)')
  assert.equal(show(long, { full: true }).split('\n').length, 42)
  assert.match(show('y'.repeat(500)), /^'y{100}'\.\.\. 400 more characters$/)
  assert.equal(show('y'.repeat(500), { full: true }).length, 502)
})

test('nothing that a terminal obeys comes through, and names are only names', () => {
  const hostile = '\u001b]0;x\u0007'
  for (const description of [
    hostile,
    { [hostile]: 1 },
    typed(hostile, { a: 1 }),
    typed(hostile, { elements: [1] }),
    typed('function', { __repr__: hostile }),
    typed('X', { __summary__: hostile }),
    typed('X', { __tpd_keys__: [hostile], ...cut('depth', 1) }),
    { ...typed(hostile), __tpd_circular__: true },
    '\u202e\u2066\u009b',
  ]) {
    assert.doesNotMatch(show(description), /[\p{Cc}\u202e\u2066]/u)
  }
  assert.equal(show(JSON.parse('{"__proto__":1,"constructor":2}')), "{ ['__proto__']: 1, constructor: 2 }")
  assert.equal(show(typed('A', JSON.parse('{"__proto__":{"x":1}}'))), "A { ['__proto__']: { x: 1 } }")
  assert.equal(show(typed('__proto__', { a: 1 })).includes('a: 1'), true)
})
