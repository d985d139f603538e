import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metricsText } from '../../packages/agent/dist/thread/metricsText.js'
import { startHitting } from './hitting.mjs'

const SOURCE = `
exports.sell = (order, count) => {
  const price = order.price * count // line 3
  tick(5)
  if (count < 0) throw new RangeError('less than nothing')
  return price
}
exports.wait = async (ms) => {
  const before = ms // line 9
  await null
  tick(ms)
  return before // line 12
}
exports.other = function other() {
  return 1
}
`

function startSelling(options) {
  const hitting = startHitting(options)
  const tick = (ms) => {
    hitting.clock.now += ms
  }
  const { file, exports } = hitting.load(SOURCE, { tick })
  const measure = (metric, body = {}) =>
    hitting.set('metricpoint', { file, ...(body.from === undefined ? { line: 3 } : {}), ...body, metric }).id
  const text = async () => {
    hitting.pass(1000)
    const lines = (await metricsText(hitting.points.metrics())).split('\n')
    return lines.filter((line) => line !== '' && !line.startsWith('# HELP'))
  }
  return { ...hitting, ...exports, file, measure, text }
}

test('a counter adds up at every hit, whatever the rates of other points are', async () => {
  const { measure, sell, text, pass, point, events } = startSelling({ maxSnapshotsPerSecond: 1 })
  const id = measure({ name: 'sales', kind: 'counter' })
  measure({ name: 'turnover', kind: 'counter', value: 'order.price * count' })
  for (let n = 0; n < 1000; n++) sell({ price: 2 }, 3)
  assert.deepEqual(await text(), ['# TYPE sales counter', 'sales 1000', '# TYPE turnover counter', 'turnover 6000'])
  const { type, status, hitCount, totalHits } = point(id)
  assert.deepEqual([type, status, hitCount, totalHits], ['metricpoint', 'active', 1000, 1000])
  pass(1000)
  assert.deepEqual(events(), [])
})

test('labels tell values apart, and a condition chooses hits', async () => {
  const { measure, sell, text } = startSelling()
  measure(
    { name: 'sales', kind: 'counter', labels: { item: 'order.name', many: 'count > 1' } },
    { condition: 'count !== 7' },
  )
  sell({ name: 'tea' }, 1)
  sell({ name: 'tea' }, 1)
  sell({ name: 'a"b' }, 2)
  sell({}, 7)
  sell({}, 2)
  assert.deepEqual(await text(), [
    '# TYPE sales counter',
    'sales{item="tea",many="false"} 2',
    'sales{item="a\\"b",many="true"} 1',
    'sales{item="undefined",many="true"} 1',
  ])
})

test('a gauge holds the last value, a histogram counts in buckets', async () => {
  const { measure, sell, text } = startSelling()
  measure({ name: 'last', kind: 'gauge', value: 'count' })
  measure({ name: 'sizes', kind: 'histogram', value: 'count', buckets: [1, 5] })
  for (const count of [1, 2, 5, 9]) sell({}, count)
  assert.deepEqual(await text(), [
    '# TYPE last gauge',
    'last 9',
    '# TYPE sizes histogram',
    'sizes_bucket{le="1"} 1',
    'sizes_bucket{le="5"} 3',
    'sizes_bucket{le="+Inf"} 4',
    'sizes_sum 17',
    'sizes_count 4',
  ])
})

test('each value is counted under the first bound that is not below it, however many bounds there are', () => {
  const { measure, sell, points, pass } = startSelling()
  const bounds = Array.from({ length: 1000 }, (_, at) => 2 ** (at / 25 - 14))
  const id = measure({ name: 'sizes', kind: 'histogram', value: 'count', buckets: bounds })
  const values = [0, bounds[0], bounds[1], bounds[1] * 1.001, 1, 7, bounds[999], bounds[999] * 2]
  for (const value of values) sell({}, value)
  pass(1000)
  const [{ series }] = points.metrics().filter((metric) => metric.id === id)
  const expected = new Array(1001).fill(0)
  for (const value of values) expected[bounds.filter((bound) => bound < value).length]++
  assert.deepEqual(series[0].buckets, expected)
  assert.throws(
    () => measure({ name: 'more', kind: 'histogram', value: '1', buckets: [...bounds, 1e9] }),
    /1,000 growing/,
  )
})

test('the duration of a function is taken at its end, however it ends', async () => {
  const { measure, sell, wait, text } = startSelling()
  const metric = {
    kind: 'histogram',
    value: '$duration',
    buckets: [6, 100],
    labels: { failed: 'isDefined($exception)' },
  }
  measure({ ...metric, name: 'sell_ms' }, { line: 2 })
  measure({ ...metric, name: 'wait_ms' }, { line: 8 })
  sell({}, 1)
  assert.throws(() => sell({}, -1), RangeError)
  await Promise.all([wait(30), wait(70)])
  const shown = (await text()).filter((line) => /_(sum|count)/.test(line))
  assert.deepEqual(shown, [
    'sell_ms_sum{failed="false"} 5',
    'sell_ms_count{failed="false"} 1',
    'sell_ms_sum{failed="true"} 5',
    'sell_ms_count{failed="true"} 1',
    'wait_ms_sum{failed="false"} 130',
    'wait_ms_count{failed="false"} 2',
  ])
})

test('the time between two lines is taken within each call', async () => {
  const { measure, wait, sell, text, point } = startSelling()
  const id = measure({ name: 'between', kind: 'histogram', buckets: [50] }, { from: 9, to: 12 })
  assert.deepEqual([point(id).line, point(id).to, point(id).metric.value], [9, 12, '$duration'])
  measure({ name: 'of_sale', kind: 'gauge' }, { from: 3, to: 6 })
  await Promise.all([wait(40), wait(60)])
  sell({}, 1)
  const lines = await text()
  assert.deepEqual(lines.slice(1, 5), [
    'between_bucket{le="50"} 1',
    'between_bucket{le="+Inf"} 2',
    'between_sum 140',
    'between_count 2',
  ])
  assert.equal(lines.at(-1), 'of_sale 5')
})

test('label sets beyond the limit are added up as one', async () => {
  const { measure, sell, text } = startSelling()
  measure({ name: 'sales', kind: 'counter', labels: { item: 'count' } })
  for (let n = 0; n < 150; n++) sell({}, n)
  for (let n = 0; n < 150; n++) sell({}, n)
  const lines = await text()
  assert.equal(lines.length, 102)
  assert.equal(lines[1], 'sales{item="0"} 2')
  assert.equal(lines.at(-1), 'sales{item="__overflow__"} 100')
})

test('a label shows no credential and nothing under a secret name', async () => {
  const { measure, sell, text } = startSelling()
  measure({ name: 'sales', kind: 'counter', labels: { who: 'order.url', word: 'order.password' } })
  sell({ url: 'https://ann:hunter2@host/', password: 'hunter3' }, 1)
  sell({ url: 'https://ann:hunter4@host/', password: 'hunter5' }, 1)
  assert.deepEqual(await text(), ['# TYPE sales counter', 'sales{who="[redacted]",word="<redacted>"} 2'])
})

test('what is no number is told, once a second with its count, and not counted', async () => {
  const { measure, sell, text, payloads, pass, point } = startSelling()
  const ids = [
    measure({ name: 'a', kind: 'gauge', value: 'order.gone.x' }),
    measure({ name: 'b', kind: 'counter', value: '0 - count' }),
    measure({ name: 'c', kind: 'gauge', value: 'order' }),
    measure({ name: 'd', kind: 'counter', labels: { item: 'order' } }),
  ]
  for (let n = 0; n < 3; n++) sell({}, 2)
  pass(1000)
  const told = ids.map((id) => payloads(id, 'probe.error.snapshot'))
  assert.deepEqual(
    told.map((events) => events.map(({ count }) => count)),
    Array(4).fill([1, 2]),
  )
  assert.deepEqual(
    told.map(([{ failedVariable }]) => failedVariable),
    ['order.gone.x', '0 - count', 'order', 'order'],
  )
  const errors = [
    /undefined/,
    /^the value is -2; it takes a number from 0 up$/,
    /^the value is of type object/,
    /^the label item is of type object/,
  ]
  for (const [index, [{ error }]] of told.entries()) assert.match(error, errors[index])
  assert.deepEqual(
    (await text()).filter((line) => !line.startsWith('#')),
    [],
  )
  assert.deepEqual([point(ids[0]).hitCount, point(ids[0]).totalHits], [0, 3])
})

test('sums outlive a change of the condition, and go with the point', async () => {
  const { measure, sell, text, points } = startSelling()
  const id = measure({ name: 'sales', kind: 'counter' })
  sell({}, 1)
  points.update(id, { condition: 'count > 1' })
  sell({}, 1)
  sell({}, 2)
  points.setEnabled(id, false)
  sell({}, 2)
  assert.deepEqual(await text(), ['# TYPE sales counter', 'sales 2'])
  points.update(id, { enabled: true, metric: { name: 'sales', kind: 'counter', value: 'count' } })
  sell({}, 5)
  assert.deepEqual(await text(), ['# TYPE sales counter', 'sales 5'])
  points.remove(id)
  assert.deepEqual(await text(), [])
})

test('points of one name are one metric, which must fit together', async () => {
  const { measure, sell, other, text } = startSelling()
  measure({ name: 'calls', kind: 'counter', labels: { f: '"sell"' } })
  measure({ name: 'calls', kind: 'counter', labels: { f: '"other"' } }, { line: 15 })
  sell({}, 1)
  other()
  other()
  assert.deepEqual(await text(), ['# TYPE calls counter', 'calls{f="sell"} 1', 'calls{f="other"} 2'])
  assert.throws(() => measure({ name: 'calls', kind: 'gauge', value: '1' }), { code: 'INVALID_FIELD' })
  assert.throws(() => measure({ name: 'calls', kind: 'counter' }), /point .* measures a counter under this one/)
})

test('what cannot be meant is refused with its field', () => {
  const { measure, points, file, set } = startSelling()
  const refused = (code, field, metric, body) =>
    assert.throws(
      () => measure(metric, body),
      (error) => {
        assert.deepEqual([error.code, error.details.field], [code, field], error.message)
        return true
      },
    )
  const counter = { name: 'a', kind: 'counter' }
  refused('MISSING_FIELD', 'metric', undefined)
  refused('MISSING_FIELD', 'metric.name', { kind: 'counter' })
  refused('MISSING_FIELD', 'metric.value', { name: 'a', kind: 'gauge' })
  refused('INVALID_FIELD', 'metric.name', { ...counter, name: '1a' })
  refused('INVALID_FIELD', 'metric.kind', { ...counter, kind: 'summary' })
  refused('INVALID_FIELD', 'metric.buckets', { ...counter, buckets: [2, 1] })
  refused('INVALID_FIELD', 'metric.labels.le', { ...counter, labels: { le: '1' } })
  refused('UNKNOWN_FIELD', 'nmae', { ...counter, nmae: 'b' })
  refused('INVALID_EXPRESSION', 'metric.value', { ...counter, value: 'a >' })
  refused('INVALID_EXPRESSION', 'metric.labels.x', { ...counter, labels: { x: 'f(' } })
  refused('INVALID_FIELD', 'rateLimit', counter, { rateLimit: { burst: 1 } })
  refused('INVALID_FIELD', 'sampleRate', counter, { sampleRate: 0.5 })
  refused('INVALID_FIELD', 'from', counter, { from: 3, line: 3, to: 4 })
  refused('INVALID_LINE', 'line', counter, { from: 3, to: 15 })
  refused('INVALID_LINE', 'line', { ...counter, value: '$duration' }, { line: 1000 })
  assert.throws(() => set('tracepoint', { file, line: 3, metric: counter }), { code: 'INVALID_FIELD' })
  assert.throws(() => set('tracepoint', { file, line: 3, to: 4 }), { code: 'INVALID_FIELD' })
  assert.deepEqual(points.list({ tags: [] }), [])
})
