import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instrument } from '@debugin/compiler'

const COUNT = 120

/** Statements that leave room for some names. */
const LONG = JSON.stringify('x'.repeat(100))

test('where a long function hands over fewer names, places with few names keep theirs, and parameters stay', () => {
  const lines = Array.from({ length: COUNT }, (_, i) => `  const name${i} = ${i}; use(name${i}, ${LONG})\n`)
  const { places, handedOver, source } = weave(lines)
  const counts = places.map(({ names }) => names.length)
  for (const { names } of places) assert.deepEqual(names.slice(0, 2), ['a', 'b'])
  const most = Math.max(...counts)
  assert.ok(most > 4 && most < COUNT, `${most} names at most`)
  // Every second statement declares one name more.
  counts.forEach((count, i) => {
    assert.equal(count, Math.min(most, 2 + Math.ceil(i / 2)), `statement ${i}`)
  })
  assert.equal(places.at(-1).names.at(-1), `name${COUNT - 1}`, 'the latest names are the ones that stay')
  assert.ok(handedOver < source.length + 2000, `${handedOver} characters`)
})

test('what places without names leave goes to the others', () => {
  const names = Array.from({ length: COUNT }, (_, i) => `name${i}`)
  const calls = Array.from({ length: COUNT }, () => `  use(${LONG})\n`)
  const { handedOver, source } = weave([...calls, `  let ${names}\n`, ...calls])
  assert.ok(handedOver > 0.8 * source.length, `${handedOver} of ${source.length} characters`)
})

/** The statements of a function with these lines, and the characters of names that they hand over. */
function weave(lines) {
  const source = `async function f(a, b) {\n${lines.join('')}}`
  const { sites } = instrument(source, { file: 'input.cjs' })
  const places = sites.functions[1].sites.filter(({ kind }) => kind === 'statement')
  const handedOver = places.flatMap(({ carried }) => carried).reduce((sum, name) => sum + name.length + 1, 0)
  return { source, places, handedOver }
}
