import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CALLS, fuzzConditions, fuzzHits } from './fuzzing.mjs'

/** Runs of some calls each; `hits.fuzz.matrix.test.mjs` does the same for long. */
const RUNS = 100

test('hits on any values with any expressions leave the program alone, and are JSON within limits', () => {
  fuzzHits(RUNS)
})

test('conditions over plain data hold where JavaScript says so', () => {
  const compared = fuzzConditions(RUNS)
  assert.ok(compared > (RUNS * CALLS) / 3, `${compared} were compared`)
})
