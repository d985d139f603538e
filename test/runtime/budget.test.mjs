import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startHitting } from './hitting.mjs'

const SOURCE = `
exports.f = (n) => {
  return n // line 3
}
exports.g = (n) => {
  return n // line 6
}
`

/** Every look at a stack takes 1 ms of the program's time; conditions take none. */
function startCostly(options) {
  const hitting = startHitting({
    host: (clock) => ({
      stackClass: () => {
        clock.now += 1
        return Object
      },
    }),
    ...options,
  })
  const { file, exports } = hitting.load(SOURCE)
  const set = (line, body = {}, type = 'tracepoint') => hitting.set(type, { file, line, ...body }).id
  const account = (id) => {
    hitting.pass(200)
    return hitting.points.accounts().find((one) => one.id === id)
  }
  return { ...hitting, ...exports, set, account }
}

test('a point has an account of what it does and costs', () => {
  const { set, f, account, events } = startCostly()
  const id = set(3, { condition: 'n !== 2' })
  const failing = set(3, { condition: 'n.x.y' })
  const limited = set(3, { rateLimit: { limitPerSecond: 0.001, burst: 1 } })
  for (let n = 0; n < 3; n++) f(n)
  const { spentNs, bytes, file, ...counts } = account(id)
  assert.deepEqual(counts, {
    id,
    type: 'tracepoint',
    line: 3,
    hits: 2,
    captures: 2,
    dropped: 0,
    errors: 0,
    backsOff: false,
  })
  assert.ok(spentNs >= 2e6 && spentNs < 3e6, String(spentNs))
  const texts = events('probe.hit.snapshot').filter(({ payload }) => payload.probeId === id)
  // A duration has three decimals, and time passes in whole milliseconds here.
  const textOf = (payload) => JSON.stringify(payload).replace(/(?<="durationMs":\d+)(?=,)/, '.000')
  const sent = texts.reduce((sum, { payload }) => sum + textOf(payload).length - 2, 0)
  assert.equal(bytes, sent)
  assert.deepEqual([account(failing).errors, account(failing).hits], [3, 0])
  assert.deepEqual([account(limited).captures, account(limited).dropped], [1, 2])
})

test('of passes without an event a sample stands for all', () => {
  let asked = 0
  const { set, f, account } = startCostly({
    // Each look at the clock takes a microsecond.
    host: (clock) => ({ now: () => clock.now + ++asked / 1000 }),
  })
  const id = set(3, { condition: 'n < 0', message: 'm' }, 'logpoint')
  const before = asked
  for (let n = 0; n < 6400; n++) f(n)
  assert.equal(asked - before, 200)
  const { spentNs, hits } = account(id)
  assert.deepEqual([Math.round(spentNs / 1000), hits], [6400, 0])
})

test('over the budget a point backs off, says so, and comes back', () => {
  const { set, f, point, pass, payloads } = startCostly({ cpuBudget: 0.001 })
  const id = set(3)
  for (let n = 0; n < 100; n++) f(n)
  pass(200)
  const { hitCount, status, statusReason } = point(id)
  assert.equal(hitCount, 31, 'thirty seconds are saved up')
  assert.equal(status, 'active')
  assert.match(statusReason, /^it backs off for 1\d s: the probes took more time than cpuBudget allows$/)
  const [told] = payloads(id, 'probe.error.rateLimit')
  assert.match(told.message, /^it backs off for 1\d s: the probes took more than 0\.001 of one core$/)
  pass(20_000)
  assert.equal(point(id).statusReason, null)
  f(1)
  pass(200)
  assert.equal(point(id).hitCount, 32)
})

test('only the point that costs backs off, and a metric point never', () => {
  const { set, f, g, point, pass } = startCostly({ cpuBudget: 0.001 })
  const costly = set(3)
  const cheap = set(6, { message: 'g' }, 'logpoint')
  const metric = set(3, { metric: { name: 'calls', kind: 'counter' } }, 'metricpoint')
  for (let n = 0; n < 100; n++) {
    f(n)
    g(n)
  }
  pass(200)
  assert.match(point(costly).statusReason, /backs off/)
  assert.deepEqual([point(cheap).statusReason, point(cheap).hitCount], [null, 100])
  assert.ok(point(metric).hitCount > 30)
  assert.equal(point(metric).statusReason, null)
})

test('a hit in which the machine slept costs a point no more than forty seconds', () => {
  const { set, f, clock, point, pass } = startCostly({
    cpuBudget: 0.001,
    host: (clock) => ({
      stackClass: () => {
        clock.now += 3_600_000
        return Object
      },
    }),
  })
  const id = set(3)
  f(1)
  pass(200)
  assert.match(point(id).statusReason, /^it backs off for 40 s/)
  assert.ok(clock.now > 3_600_000)
  pass(40_000)
  assert.equal(point(id).statusReason, null)
})

test('without a budget nothing backs off', () => {
  const { set, f, point, pass } = startCostly({ cpuBudget: 'off' })
  const id = set(3)
  for (let n = 0; n < 1000; n++) f(n)
  pass(200)
  assert.equal(point(id).hitCount, 1000)
})

test('a point that is changed or removed while it backs off does not come back twice', () => {
  const { set, f, point, points, pass } = startCostly({ cpuBudget: 0.001 })
  const id = set(3)
  const gone = set(6)
  for (let n = 0; n < 100; n++) f(n)
  points.remove(gone)
  points.update(id, { condition: 'n > 0' })
  pass(100)
  assert.equal(point(id).status, 'active')
  pass(60_000)
  const before = point(id).hitCount
  f(1)
  pass(200)
  assert.equal(point(id).hitCount, before + 1)
})
