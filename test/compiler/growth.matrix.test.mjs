import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileFunction } from 'node:vm'
import { assertWithinBound } from './harness/growth.mjs'

/** Time for a line of a long file, compared with one of a shorter file; a square would give 4. */
const MOST_TIMES = 2.5

/** What files of many characters hold, so that the test is quick. */
const LONG_TEXT = 'text '.repeat(200)

/** One of many functions of a file; `end` stands for a line break, or for nothing. */
function piece(n, end, text) {
  return [
    `function f${n}(a, b) {`,
    '  let sum = a;',
    '  for (const item of [a, b]) {',
    `    if (item > ${n % 7}) sum += item * 2;`,
    `    else sum -= call(() => item, '${text}');`,
    '  }',
    `  const { name = 'none', ...rest } = { name: sum, b };`,
    '  return [name, rest.b];',
    '}',
    `out = mix(out, f${n}(${n % 5}, ${n % 11}));`,
  ]
    .map((line) => line + end)
    .join('')
}

/** A program of so many lines, or characters. */
function programOf({ lines = Infinity, characters = Infinity, end = '\n', text = 'text' }) {
  const pieces = ['let out = 0; const call = (g) => g(); const mix = (a, b) => (a * 31 + b[0] + b[1]) | 0;', end]
  for (let n = 0, length = 0; n * 10 < lines && length < characters; n++) {
    const next = piece(n, end, text)
    pieces.push(next)
    length += next.length
  }
  pieces.push('return out')
  return pieces.join('')
}

/** Weaves it within its bound, runs it, and gives the milliseconds that weaving took. */
function weave(source) {
  const startedAt = performance.now()
  const { code, woven, sites, skipped } = assertWithinBound({ file: '/long.cjs', sourceType: 'commonjs', source })
  const took = performance.now() - startedAt
  assert.ok(woven, JSON.stringify(skipped))
  assert.deepEqual(skipped, [])
  assert.equal(compileFunction(code)(), compileFunction(source)())
  return { took, sites }
}

test('a file of 200,000 lines takes four times as long as one of 50,000, and each of its lines holds a place', () => {
  weave(programOf({ lines: 5_000 }))
  const short = weave(programOf({ lines: 50_000 })).took
  const { took, sites } = weave(programOf({ lines: 200_000 }))
  assert.ok(took / short < 4 * MOST_TIMES, `${took / short} times as long`)
  assert.equal(sites.functions.length, 20_000 * 2 + 3)
})

test('a file of 10 MB', () => {
  weave(programOf({ characters: 10e6, text: LONG_TEXT }))
})

test('a file of 5 MB on one line', () => {
  weave(programOf({ characters: 5e6, end: '', text: LONG_TEXT }))
})
