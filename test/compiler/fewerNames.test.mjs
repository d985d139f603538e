import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instrument } from '@debugin/compiler'

const COUNT = 120

/** Statements that leave room for some names. */
const LONG = JSON.stringify('x'.repeat(100))

test('where a long function hands over fewer names, places with few names keep theirs, and parameters stay', () => {
  const lines = Array.from({ length: COUNT }, (_, i) => `  const name${i} = ${i}; use(name${i}, ${LONG})\n`)
  const { sites } = instrument(`async function f(a, b) {\n${lines.join('')}}`, { file: 'input.cjs' })
  const places = sites.functions[1].sites.filter(({ kind }) => kind === 'statement')
  const counts = places.map(({ names }) => names.length)
  for (const { names } of places) assert.deepEqual(names.slice(0, 2), ['a', 'b'])
  const most = Math.max(...counts)
  assert.ok(most > 4 && most < COUNT, `${most} names at most`)
  // Every second statement declares one name more.
  counts.forEach((count, i) => {
    assert.equal(count, Math.min(most, 2 + Math.ceil(i / 2)), `statement ${i}`)
  })
  assert.equal(places.at(-1).names.at(-1), `name${COUNT - 1}`, 'the latest names are the ones that stay')
})
