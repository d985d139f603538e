import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'

const babel = createRequire(import.meta.url)('@babel/core')

test('Babel knows the plugin as "@debugin"', () => {
  const options = { filename: 'a.js', babelrc: false, configFile: false, plugins: ['@debugin'] }
  const { code, metadata } = babel.transformSync('export const f = (a) => a\n', options)
  assert.deepEqual(metadata.debugin, { woven: true, skipped: [] })
  const again = babel.transformSync(code, options)
  assert.deepEqual([again.code, again.metadata.debugin.woven], [code, false])
})
