import assert from 'node:assert/strict'
import { test } from 'node:test'

const dist = (name) => import(new URL(`../../packages/cli/dist/perf/${name}.js`, import.meta.url))
const { measureShift, middleOf } = await dist('rankInterval')
const { describeDistribution } = await dist('distribution')
const { compareReports } = await dist('compareReports')

const near = (actual, expected, share = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= share * Math.abs(expected), `${actual} is not ${expected}`)

/** Numbers between 0 and 1 that are the same every time. */
function createRandom(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

test('the shift between two groups is the middle of their differences', () => {
  assert.equal(measureShift([1, 2, 3, 4, 5], [11, 12, 13, 14, 15], 0.95).middle, 10)
  assert.equal(middleOf([9, 1, 5]), 5)
  assert.equal(middleOf([4, 1, 3, 2]), 2.5)
  assert.ok(Number.isNaN(middleOf([])))
})

test('its interval is the one of published tables', () => {
  // Critical values of U, two-sided 5 %: 2 for 5 and 5, 23 for 10 and 10, 0 for 4 and 4; 1 %: 16 for 10 and 10.
  const distinct = (count, step) => Array.from({ length: count }, (_, at) => at * step)
  const interval = (count, confidence) => {
    const [before, after] = [distinct(count, 1), distinct(count, 1000)]
    const differences = after.flatMap((a) => before.map((b) => a - b)).sort((a, b) => a - b)
    const { low, high } = measureShift(before, after, confidence)
    assert.equal(differences.indexOf(low), differences.length - 1 - differences.indexOf(high))
    return differences.indexOf(low)
  }
  assert.equal(interval(5, 0.95), 2)
  assert.equal(interval(10, 0.95), 23)
  assert.equal(interval(4, 0.95), 0)
  assert.equal(interval(10, 0.99), 16)
})

test('too few values have no interval', () => {
  assert.deepEqual(measureShift([1, 2, 3], [7, 8, 9], 0.95), {
    middle: 6,
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
  })
})

test('it holds the true shift as often as it says', () => {
  const random = createRandom(7)
  // Skewed, as times are: most are small, a few large.
  const draw = (shift) => Array.from({ length: 8 }, () => shift - Math.log(random()))
  let held = 0
  for (let trial = 0; trial < 2000; trial++) {
    const { low, high } = measureShift(draw(0), draw(0.5), 0.9)
    if (low <= 0.5 && 0.5 <= high) held++
  }
  assert.ok(held / 2000 > 0.89 && held / 2000 < 0.94, `${held} of 2000`)
})

test('a histogram tells its mean exactly and its quantiles within a bucket', () => {
  const bounds = Array.from({ length: 400 }, (_, at) => 2 ** (at / 26))
  const random = createRandom(11)
  const values = Array.from({ length: 5000 }, () => 3 - 40 * Math.log(random())).sort((a, b) => a - b)
  const counts = new Array(401).fill(0)
  for (const value of values) counts[bounds.filter((bound) => bound < value).length]++
  const sum = values.reduce((all, value) => all + value, 0)
  const { mean, median, p95, p99 } = describeDistribution(bounds, counts, sum)
  near(mean, sum / 5000)
  near(median, values[2500], 0.02)
  near(p95, values[4750], 0.02)
  near(p99, values[4950], 0.02)
})

test('values of one bucket are nearest to their mean; the outermost buckets have one bound', () => {
  assert.deepEqual(describeDistribution([1, 2, 4], [0, 0, 5, 0], 15), { mean: 3, median: 3, p95: 3, p99: 3 })
  assert.deepEqual(describeDistribution([1, 2], [9, 0, 1], 100), { mean: 10, median: 1, p95: 2, p99: 2 })
})

const MACHINE = { node: '20.0.0', v8: '11', cpu: 'x', cores: 2, platform: 'linux' }

function reportOf(values, { kind = 'histogram', better = 'less', name = 'time_ms', machine = MACHINE } = {}) {
  const runs = values.map((value) => ({ count: 5, total: value, mean: value, median: value, p95: value, p99: value }))
  const metric = { name, labels: {}, kind, unit: 'ms', better, file: 'app.js', line: 1, runs, distribution: [] }
  return { runs: values.length, metrics: [metric], silent: [], problems: [], machine }
}

const judgement = { threshold: 0.05, confidence: 0.99, figure: 'median' }
const verdictOf = (base, head, options) =>
  compareReports(reportOf(base, options), reportOf(head, options), judgement).metrics[0].verdict

const quiet = [100, 101, 99, 100.5, 99.5, 100.2, 99.8, 100.1, 99.9, 100.3]
const times = (factor) => quiet.map((value) => value * factor)
const wild = [100, 180, 60, 140, 75, 210, 90, 120, 55, 160]

test('a change beyond the threshold is worse or better, by what the metric likes', () => {
  assert.equal(verdictOf(quiet, times(1.1)), 'worse')
  assert.equal(verdictOf(quiet, times(0.9)), 'better')
  assert.equal(verdictOf(quiet, times(1.1), { better: 'more' }), 'better')
  assert.equal(verdictOf(quiet, times(0.9), { better: 'more' }), 'worse')
})

test('a change within the threshold is the same, however sure it is', () => {
  assert.equal(verdictOf(quiet, times(1.03)), 'same')
  assert.equal(verdictOf(quiet, quiet), 'same')
})

test('noise that hides whether the threshold is passed is said, with how many runs it would take', () => {
  const { verdict, runsNeeded } = compareReports(reportOf(wild), reportOf(wild.map((value) => value + 4)), judgement)
    .metrics[0]
  assert.equal(verdict, 'too noisy to tell')
  assert.ok(runsNeeded > 100, `${runsNeeded}`)
})

test('noise does not hide what is larger than itself', () => {
  assert.equal(
    verdictOf(
      wild,
      wild.map((value) => value * 5),
    ),
    'worse',
  )
})

test('too few runs tell nothing', () => {
  assert.equal(verdictOf([1, 1, 1], [9, 9, 9]), 'too few runs to tell')
})

test('counts that are the same in every run are compared as they are, also from nothing', () => {
  const five = (value) => new Array(5).fill(value)
  const counter = { kind: 'counter' }
  assert.equal(verdictOf(five(100), five(100), counter), 'same')
  assert.equal(verdictOf(five(100), five(101), counter), 'same')
  assert.equal(verdictOf(five(100), five(200), counter), 'worse')
  assert.equal(verdictOf(five(0), five(3), counter), 'worse')
  assert.equal(verdictOf(five(0), five(0), counter), 'same')
})

test('metrics of one report only, other machines and points that went silent are named', () => {
  const base = reportOf(quiet, { name: 'gone' })
  const head = { ...reportOf(quiet, { name: 'came', machine: { ...MACHINE, node: '24.0.0' } }) }
  head.silent = [{ name: 'gone', file: 'app.js', line: 9, reason: 'the file is not loaded yet' }]
  const { metrics, onlyInBase, onlyInHead, warnings } = compareReports(base, head, judgement)
  assert.deepEqual([metrics, onlyInBase, onlyInHead], [[], ['gone'], ['came']])
  assert.deepEqual(warnings, [
    'the base was measured with node 20.0.0, the head with 24.0.0',
    'gone (app.js:9) was never hit in the head: the file is not loaded yet',
  ])
})
