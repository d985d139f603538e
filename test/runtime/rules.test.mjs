import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startHitting } from './hitting.mjs'

const SOURCE = `
exports.f = (n) => {
  const twice = n * 2
  return twice
}
exports.g = (n) => {
  return n
}
`

function startTwo(options) {
  const hitting = startHitting(options)
  const { file, exports } = hitting.load(SOURCE)
  const call = (times, name = 'f') => {
    for (let n = 1; n <= times; n++) exports[name](n)
  }
  const seen = (id) => hitting.payloads(id, 'probe.hit.snapshot').map(({ snapshot }) => snapshot.arguments.n)
  return { ...hitting, call, seen, trace: (body) => hitting.set('tracepoint', { file, line: 4, ...body }).id }
}

test('of every n hits the last makes an event; the others count as hits', () => {
  const { trace, call, seen, point, pass } = startTwo()
  const id = trace({ everyNth: 3 })
  call(10)
  assert.deepEqual(seen(id), [3, 6, 9])
  pass(1000)
  const { hitCount, totalHits, dropped } = point(id)
  assert.deepEqual([hitCount, totalHits, dropped], [3, 10, 0])
})

test('only hits whose condition is true are counted', () => {
  const { trace, call, seen } = startTwo()
  const id = trace({ everyNth: 2, condition: 'n > 3' })
  call(8)
  assert.deepEqual(seen(id), [5, 7])
})

test('a share of hits is chosen at random', () => {
  const { trace, call, seen } = startTwo()
  const ids = [0, 0.25, 1].map((sampleRate) =>
    trace({ sampleRate, rateLimit: { limitPerSecond: 10_000, burst: 10_000 } }),
  )
  call(4000)
  const [none, some, all] = ids.map((id) => seen(id).length)
  assert.deepEqual([none, all], [0, 4000])
  assert.ok(some > 800 && some < 1200, String(some))
  const gaps = seen(ids[1])
    .slice(1)
    .map((n, index) => n - seen(ids[1])[index])
  assert.ok(new Set(gaps).size > 3, 'the hits stand at equal distances')
})

test('a point waits for a hit of another one', () => {
  const { trace, call, seen, point, pass } = startTwo()
  const arming = trace({ line: 7, everyNth: 2 })
  const id = trace({ armedBy: arming })
  const log = trace({ line: 3, armedBy: id })
  assert.deepEqual([point(id).status, point(id).statusReason], ['active', `it waits for a hit of ${arming}`])
  call(2)
  call(1, 'g')
  call(2)
  assert.deepEqual(seen(id), [])
  call(1, 'g')
  pass(1000)
  assert.equal(point(id).statusReason, null)
  call(2)
  assert.deepEqual([seen(id), seen(log)], [[1, 2], [2]])
  pass(1000)
  assert.equal(point(id).totalHits, 2)
})

test('an arming hit need not make an event', () => {
  const { trace, call, seen } = startTwo()
  const arming = trace({ line: 7, rateLimit: { limitPerSecond: 0.001, burst: 1 } })
  call(1, 'g')
  const id = trace({ armedBy: arming })
  call(1)
  assert.deepEqual(seen(id), [1], 'the other one was hit before')
})

test('a point can be armed anew, and says when that can no longer be', () => {
  const { trace, call, seen, point, points } = startTwo()
  const [first, second] = [trace({ line: 7 }), trace({ line: 3 })]
  const id = trace({ armedBy: first })
  points.update(id, { armedBy: null })
  call(1)
  assert.deepEqual(seen(id), [1])
  points.update(id, { armedBy: first })
  call(1)
  assert.deepEqual(seen(id), [1])
  points.remove(first)
  assert.deepEqual([point(id).status, point(id).statusReason], ['error', 'the point that was to arm it is gone'])
  const refuses = (update, to) => assert.throws(() => points.update(update, { armedBy: to }), { code: 'INVALID_FIELD' })
  refuses(id, id)
  refuses(id, first)
  points.update(id, { armedBy: second })
  assert.equal(point(id).status, 'active')
  refuses(second, id)
  assert.equal(point(second).armedBy, null)
})

test('two probes on one line each have limits of their own', () => {
  const { trace, call, seen, point, pass } = startTwo()
  const one = trace({ expireHitCount: 2, snapshot: { maxDepth: 0 } })
  const two = trace({ rateLimit: { limitPerSecond: 1, burst: 3 } })
  const three = trace({ condition: 'n === 5' })
  call(6)
  assert.deepEqual([seen(one), seen(two), seen(three)], [[1, 2], [1, 2, 3], [5]])
  pass(1000)
  assert.deepEqual([point(one).status, point(two).dropped, point(three).totalHits], ['expired', 3, 1])
})

test('hits over the limit make one event a second, with their number', () => {
  const { trace, call, payloads, pass } = startTwo()
  const id = trace({ rateLimit: { limitPerSecond: 1, burst: 1 } })
  call(5)
  assert.deepEqual(payloads(id, 'probe.error.rateLimit'), [])
  pass(1000)
  call(3)
  pass(1000)
  const told = payloads(id, 'probe.error.rateLimit')
  assert.deepEqual(
    told.map(({ droppedCount }) => droppedCount),
    [4, 2],
  )
  assert.deepEqual(told[0].limit, { limitPerSecond: 1, burst: 1 })
  assert.match(told[0].message, /^4 hits in the last second/)
})

test('a hit over the limit of all snapshots together names that limit', () => {
  const { trace, call, payloads, pass } = startTwo({ maxSnapshotsPerSecond: 3 })
  const id = trace()
  call(5)
  pass(1000)
  const [told] = payloads(id, 'probe.error.rateLimit')
  assert.deepEqual([told.limit, told.droppedCount], [{ limitPerSecond: 3, burst: 3 }, 2])
  assert.match(told.message, /over 3 snapshots a second of all points together/)
})

test('a point that is switched off and on keeps what it has counted', () => {
  const { trace, call, point, points, pass } = startTwo()
  const id = trace({ expireHitCount: 5 })
  call(3)
  points.setEnabled(id, false)
  call(3)
  points.setEnabled(id, true)
  call(1)
  pass(1000)
  assert.deepEqual([point(id).hitCount, point(id).totalHits], [4, 4])
  call(3)
  pass(1000)
  assert.deepEqual([point(id).hitCount, point(id).status], [5, 'expired'])
  points.update(id, { expireHitCount: 6 })
  call(3)
  pass(1000)
  assert.deepEqual([point(id).hitCount, point(id).status], [6, 'expired'])
})

test('a point expires when its time is over, and not before', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  const { trace, call, seen, point } = startTwo()
  const id = trace({ expireDurationMs: 1000 })
  const later = trace({ expireDurationMs: 40 * 24 * 3_600_000 })
  context.mock.timers.tick(999)
  call(1)
  context.mock.timers.tick(1)
  call(1)
  assert.deepEqual([seen(id), point(id).status, point(id).statusReason], [[1], 'expired', '1000 ms are over'])
  context.mock.timers.tick(39 * 24 * 3_600_000)
  assert.equal(point(later).status, 'active')
  context.mock.timers.tick(24 * 3_600_000)
  assert.equal(point(later).status, 'expired')
})

test('malformed rules are refused', () => {
  const { trace } = startTwo()
  for (const [field, values] of Object.entries({
    everyNth: [0, 1.5, '2'],
    sampleRate: [-0.1, 1.1, '0.5'],
    armedBy: ['nobody', 5, ''],
  })) {
    for (const value of values) {
      assert.throws(
        () => trace({ [field]: value }),
        (error) => error.code === 'INVALID_FIELD' && error.details.field === field,
      )
    }
  }
  assert.throws(() => trace({ everyNht: 2 }), { code: 'UNKNOWN_FIELD' })
})
