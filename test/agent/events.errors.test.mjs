import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'

const SOURCE = `const steps = require('./steps.cjs')

class Order {
  constructor(price) {
    this.price = price
  }
  get total() {
    globalThis.ran = true
    return this.price * 2
  }
}

function check(order) {
  const trapped = new Proxy({}, { get() { globalThis.ran = true } })
  return order.price + String(trapped === order).length // checks
}

steps({
  check(times = 1, price = 1) {
    const order = price === null ? {} : new Order(price)
    let last
    for (let i = 0; i < times; i++) last = check(order)
    return last
  },
  ran: () => globalThis.ran === true,
})
`

const app = await startProgram({ after }, { files: { 'app.js': SOURCE } })
const LINE = lineOf(SOURCE, '// checks')
const AT = { file: 'app.js', line: LINE }
const CONDITION = 'probe.error.condition'
const LIMIT = 'probe.error.rateLimit'

test('a condition that fails while running: no snapshot, and an event that names the part', async () => {
  const { id } = await app.api.trace({ ...AT, condition: 'order.price > 0 && order.customer.name === "Ada"' })
  assert.equal(await app.step('check'), 6)
  const [{ payload }] = await app.events.errors(id, CONDITION)
  const { error, errorType, ...rest } = payload
  assert.deepEqual(rest, {
    probeId: id,
    probeType: 'tracepoint',
    file: app.path('app.js'),
    line: LINE,
    method: 'check',
    className: null,
    condition: 'order.price > 0 && order.customer.name === "Ada"',
    conditionEvaluated: true,
    expression: 'order.customer.name',
    errorStack: null,
    count: 1,
  })
  assert.match(error, /order\.customer/)
  assert.match(errorType, /./)
  assert.equal(app.events.hitsSoFar(id).length, 0)
  await app.api.remove(id)
})

test('a hundred failures in a second are two events with the count', async () => {
  const { id } = await app.api.trace({ ...AT, condition: 'nothing.there' })
  await app.step('check', 100)
  const errors = await app.events.errors(id, CONDITION, 2)
  assert.deepEqual(
    errors.map(({ payload }) => payload.count),
    [1, 99],
  )
  const apart = Date.parse(errors[1].timestamp) - Date.parse(errors[0].timestamp)
  assert.ok(apart >= 990, `${apart} ms`)
  const { hitCount, totalHits, status } = await app.api.point(id)
  assert.deepEqual({ hitCount, totalHits, status }, { hitCount: 0, totalHits: 0, status: 'active' })
  await app.api.remove(id)
})

test('a condition runs no code of the program: an accessor or a Proxy in its way is an error', async () => {
  const conditions = { 'order.total > 1': /accessor|getter/i, 'trapped.anything': /prox/i }
  for (const [condition, message] of Object.entries(conditions)) {
    const { id } = await app.api.trace({ ...AT, condition })
    await app.step('check')
    const [{ payload }] = await app.events.errors(id, CONDITION)
    assert.match(payload.error, message)
    await app.api.remove(id)
  }
  assert.equal(await app.step('ran'), false)
})

test('one that fails sometimes hits when it holds', async () => {
  const { id } = await app.api.trace({ ...AT, condition: 'order.price.value === undefined' })
  await app.step('check', 1, null)
  await app.events.errors(id, CONDITION)
  await app.step('check', 1, 5)
  await app.events.hit(id)
  await app.api.remove(id)
})

test('what a limit holds back is counted, and told of once a second', async () => {
  const limit = { limitPerSecond: 0.01, burst: 3 }
  const { id } = await app.api.trace({ ...AT, rateLimit: limit })
  await app.step('check', 50)
  assert.equal((await app.events.hits(id, 3)).length, 3)
  const [{ payload }] = await app.events.errors(id, LIMIT)
  const { message, ...rest } = payload
  assert.deepEqual(rest, {
    probeId: id,
    probeType: 'tracepoint',
    file: app.path('app.js'),
    line: LINE,
    method: 'check',
    className: null,
    condition: null,
    conditionEvaluated: false,
    limit,
    droppedCount: 47,
  })
  assert.match(message, /47 hits.*0\.01 a second/)
  const point = await until('the counts', async () => {
    const now = await app.api.point(id)
    return now.totalHits === 50 && now
  })
  assert.deepEqual([point.hitCount, point.dropped], [3, 47])
  await app.step('check', 10)
  const [, second] = await app.events.errors(id, LIMIT, 2)
  assert.equal(second.payload.droppedCount, 10)
  assert.equal(app.events.hitsSoFar(id).length, 3)
  await app.api.remove(id)
})

test('the default limit is one snapshot at once, and logpoints have it too', async () => {
  const { body: trace } = await app.api.call('POST', '/tracepoints', AT)
  const { body: log } = await app.api.call('POST', '/logpoints', { ...AT, message: 'm' })
  await app.step('check', 20)
  for (const { id } of [trace, log]) {
    const [{ payload }] = await app.events.errors(id, LIMIT)
    const hits = app.events.hitsSoFar(id).length
    assert.ok(hits >= 1 && hits <= 3, `${hits} hits`)
    assert.equal(payload.droppedCount, 20 - hits)
    await app.api.remove(id)
  }
})
