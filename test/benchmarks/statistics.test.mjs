import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  compareProcesses,
  describeRatios,
  describeSpread,
  geometricMean,
  median,
  quantile,
  summarize,
} from '../../benchmarks/idle/statistics.mjs'

const near = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`)

test('quantiles are interpolated, in any order of values', () => {
  assert.equal(median([9, 1, 5]), 5)
  assert.equal(median([4, 1, 3, 2]), 2.5)
  assert.equal(quantile([10, 20, 30, 40, 50], 0.25), 20)
  assert.equal(quantile([7], 0.9), 7)
  assert.throws(() => median([]), RangeError)
  assert.deepEqual(describeSpread([5, 1, 4, 2, 3]), { min: 1, q1: 2, median: 3, q3: 4, max: 5 })
})

test('twice as fast and twice as slow cancel out', () => {
  near(geometricMean([2, 0.5]), 1)
  near(geometricMean([1.21, 1]), 1.1)
})

test('the error of a mean of ratios shrinks as they become more, and is none of one', () => {
  const { mean, error, min, max } = describeRatios([2, 0.5])
  near(mean, 1)
  near(error, Math.log(2))
  assert.deepEqual([min, max], [0.5, 2])
  near(describeRatios([2, 0.5, 2, 0.5, 2, 0.5, 2, 0.5]).error, Math.log(2) / Math.sqrt(7))
  near(describeRatios([3, 3]).error, 0)
  assert.equal(describeRatios([1.1]).error, 0)
})

test('a process counts with its undisturbed iterations, processes are compared by best and by middle', () => {
  // One that is too good to be true, two undisturbed, eighteen disturbed.
  const iterations = (speed) => [speed / 4, speed, speed, ...new Array(18).fill(speed * 7)]
  const plain = [
    { early: 100, timed: [99, 10, 10] },
    { early: 120, timed: iterations(8) },
    { early: 110, timed: [20, 20, 20] },
  ]
  const other = [
    { early: 220, timed: [16, 16, 16] },
    { early: 999, timed: iterations(12) },
    { early: 110, timed: [30, 30, 31] },
  ]
  const { best, median: middle, early, spread } = compareProcesses(plain, other)
  near(best, 12 / 8)
  near(middle, 16 / 10)
  near(early, 220 / 110)
  assert.deepEqual([spread.plain.min, spread.plain.median, spread.plain.max], [8, 10, 20])
  assert.deepEqual([spread.other.min, spread.other.median, spread.other.max], [12, 16, 30])
})

test('a summary has the means and the worst best', () => {
  const summary = summarize([
    { best: 2, median: 4, early: 1 },
    { best: 0.5, median: 1, early: 9 },
  ])
  near(summary.best, 1)
  near(summary.median, 2)
  near(summary.early, 3)
  assert.equal(summary.worst, 2)
  assert.equal(summary.programs, 2)
})
