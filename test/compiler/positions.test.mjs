import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SourceMapConsumer } from 'source-map'
import { assertPositions, assertSameWithOracle } from './harness/positions.mjs'
import { realTexts, sampleTexts } from './harness/texts.mjs'

/** Longer files, and all of them, are for the matrix. */
const QUICK = 30_000

const samples = sampleTexts()

for (const gates of ['global', 'module']) {
  test(`every token of every sample keeps its line, and the map gives its column (gates: ${gates})`, () => {
    for (const text of samples) assertPositions(text, { gates })
  })
}

test('every token of real files keeps its line, and the map gives its column', () => {
  const files = realTexts(QUICK).filter((_, n) => n % 5 === 0)
  assert.ok(files.length > 30, `${files.length} files`)
  for (const text of files) assertPositions(text)
})

test('another reader of maps reads the same from them', async () => {
  for (const text of [...samples.slice(0, 30), ...realTexts(4000).slice(0, 10)]) {
    await assertSameWithOracle(text, SourceMapConsumer)
  }
})

test('line breaks of every kind, comments and long lines keep their places', () => {
  const lines = [
    'const a = 1',
    'function f(x) { return x /* c */ + 1 }',
    'f(`one',
    '  two ${f(a)} three`)',
    "f('a\\",
    "b')",
    'const g = (x) => // c',
    '  x + a',
    'label: for (;;) { if (g(1)) break label; else g(2) }',
    'class K { m() { return 1 } get x() { return this.m() } }',
  ]
  for (const end of ['\n', '\r\n', '\r', '\u2028', '\u2029']) {
    // Behind a backslash, Babel does not count these two as the end of a line.
    const source = (/[\u2028\u2029]/.test(end) ? lines.filter((line) => !/^f\('|^b'/.test(line)) : lines).join(end)
    assertPositions({ file: '/a.cjs', sourceType: 'commonjs', source })
    assertPositions({
      file: '/a.cjs',
      sourceType: 'commonjs',
      source: `#!/usr/bin/env node${end}${source}${end}`,
    })
  }
  const long = Array.from({ length: 3000 }, (_, n) => `function f${n}(a,b){var c=a+b;return c}`).join('')
  assertPositions({ file: '/long.cjs', sourceType: 'commonjs', source: long })
})
