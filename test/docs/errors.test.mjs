import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ERRORS_PAGE, errorsPage } from '../../scripts/errorsPage.mjs'

test('docs/ERRORS.md is what the catalogue of errors says: npm run docs', () => {
  assert.equal(readFileSync(ERRORS_PAGE, 'utf8'), errorsPage())
})
