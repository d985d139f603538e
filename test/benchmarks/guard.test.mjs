import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judge } from '../../benchmarks/guard/figures.mjs'

test('a ratio passes its budget only by more than the noise', () => {
  assert.equal(judge({ atMost: 1.1 }, { ratio: 1.12, noise: 0.05 }).keeps, true)
  assert.equal(judge({ atMost: 1.1 }, { ratio: 1.12, noise: 0.01 }).keeps, false)
  assert.equal(judge({ atLeast: 100 }, { ratio: 96, noise: 0.05 }).keeps, true)
  assert.equal(judge({ atLeast: 100 }, { ratio: 90, noise: 0.05 }).keeps, false)
})
