import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileFunction } from 'node:vm'
import { instrument } from '@debugin/compiler'
import { transformSync } from 'esbuild'
import { assertWithinBound, DENSE } from './harness/growth.mjs'
import { realTexts, sampleTexts } from './harness/texts.mjs'

/** Longer files are for the matrix. */
const QUICK = 60_000

test('samples grow at most fourfold', () => {
  for (const text of sampleTexts()) assertWithinBound(text)
})

test('real files and kernels grow at most fourfold, as they are and minified', () => {
  const texts = realTexts(QUICK).filter((_, n) => n % 3 === 0)
  assert.ok(texts.length > 50, `${texts.length} files`)
  for (const text of texts) {
    assertWithinBound(text)
    assertWithinBound({ ...text, source: transformSync(text.source, { minify: true }).code })
  }
})

for (const [name, repeat] of Object.entries(DENSE)) {
  test(`${name} grow at most fourfold`, () => {
    for (const count of [10, 300, 3000]) {
      const source = repeat(count)
      const { code, woven } = assertWithinBound({ file: '/dense.cjs', sourceType: 'commonjs', source })
      assert.ok(woven, `${count} are left as they are`)
      assert.doesNotThrow(() => compileFunction(code), 'Node compiles what is woven')
    }
  })
}

test('a function without a gate runs, and functions inside it still have theirs', () => {
  const inner = 'function inner(a) { let b = a + 1; if (b > 2) { b *= 2 } return b.toString().padStart(20).trim() }'
  const source = `${'x=()=>1\n'.repeat(1000)}result = [x(), (() => { ${inner}; return inner(2) })()]\n`
  const { code, sites } = instrument(source, { file: '/short.cjs' })
  const names = sites.functions.map((fn) => fn.name)
  assert.ok(names.includes('inner'), `${names.length} functions`)
  assert.ok(names.length < 900, `${names.length} functions`)
  assert.deepEqual(new Function(`let x, result;${code};return result`)(), [1, '6'])
})

test('what a plan leaves out is said', () => {
  const { skipped } = instrument(DENSE['tiny arrows'](3000), { file: '/dense.cjs' })
  assert.match(skipped.map(({ reason }) => reason).join('\n'), /\d+ of them, from here on, can hold no probe/)
})

test('a function of many variables keeps its places and hands over fewer names', () => {
  const { sites, skipped } = instrument(`{${DENSE['variables of a function'](3000)}}`, { file: '/dense.cjs' })
  assert.equal(sites.functions[1].sites.filter(({ kind }) => kind === 'statement').length, 3000)
  assert.deepEqual(skipped, [])
})
