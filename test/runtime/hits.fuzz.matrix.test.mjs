import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CALLS, fuzzConditions, fuzzHits } from './fuzzing.mjs'

/** Sets of expressions. Each has some calls; one of hits passes four points. */
const HIT_RUNS = 2500
const CONDITION_RUNS = 5000

test('hits on any values with any expressions leave the program alone, and are JSON within limits', () => {
  fuzzHits(HIT_RUNS)
})

test('conditions over plain data hold where JavaScript says so', () => {
  const compared = fuzzConditions(CONDITION_RUNS)
  assert.ok(compared > (CONDITION_RUNS * CALLS) / 3, `${compared} were compared`)
})
