import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'

const SOURCE = `const steps = require('./steps.cjs')

function price(quantity) {
  const each = 4
  return quantity * each
}

steps({ price, load: () => require('./late.js').late() })
`

const LATE = 'exports.late = () => {\n  const value = 7\n  return value\n}\n'

const app = await startProgram({ after }, { files: { 'app.js': SOURCE, 'late.js': LATE } })
const { api, events } = app
const AT = { file: 'app.js', line: lineOf(SOURCE, 'return quantity') }

afterEach(async () => {
  for (const { id } of await api.points()) await api.remove(id)
})

/** What a point is for besides a place, a condition and limits: nothing, unless somebody says so. */
const NOTHING_SPECIAL = {
  watches: [],
  capture: 'all',
  watchLimits: { maxDepth: 5, maxProperties: 100, maxStringLength: 4096, maxElements: 100 },
  everyNth: null,
  sampleRate: null,
  armedBy: null,
  metric: null,
  to: null,
}

test('a new tracepoint is shown whole, with every default', async () => {
  const before = Date.now()
  const { status, body } = await api.call('POST', '/tracepoints', AT)
  assert.equal(status, 201)
  const { id, created, ...rest } = body
  assert.match(id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  assert.equal(new Date(created).toISOString(), created)
  assert.ok(Date.parse(created) >= before && Date.parse(created) <= Date.now())
  assert.deepEqual(rest, {
    type: 'tracepoint',
    ...AT,
    column: null,
    resolvedFile: app.path('app.js'),
    resolvedLine: AT.line,
    condition: null,
    message: null,
    tags: [],
    enabled: true,
    status: 'active',
    statusReason: null,
    setBy: 'api',
    hitCount: 0,
    totalHits: 0,
    dropped: 0,
    rateLimit: { limitPerSecond: 10, burst: 1 },
    snapshot: { maxDepth: 3, maxProperties: 100, maxStringLength: 1024, maxElements: 100, maxFrames: 10 },
    expireHitCount: null,
    expireDurationMs: null,
    ...NOTHING_SPECIAL,
  })
  assert.deepEqual(await api.point(id), body)
  assert.deepEqual(await api.points(), [body])
})

test('a point keeps everything that it was told', async () => {
  const told = {
    ...AT,
    column: 2,
    condition: 'quantity > 1',
    message: '{quantity} at {each}',
    tags: ['a', 'b'],
    enabled: false,
    rateLimit: { limitPerSecond: 3, burst: 7 },
    snapshot: { maxDepth: 1, maxProperties: 2, maxStringLength: 3, maxElements: 4, maxFrames: 5 },
    expireHitCount: 6,
    expireDurationMs: 60_000,
  }
  const { status, body } = await api.call('POST', '/logpoints', told)
  assert.equal(status, 201)
  const { id, created, type, resolvedFile, resolvedLine, statusReason, hitCount, totalHits, dropped, ...rest } = body
  assert.equal(type, 'logpoint')
  assert.deepEqual(rest, { ...NOTHING_SPECIAL, ...told, status: 'disabled', setBy: 'api' })
})

test('a part of a limit leaves the other defaults', async () => {
  const { rateLimit, snapshot } = (
    await api.call('POST', '/tracepoints', {
      ...AT,
      rateLimit: { burst: 5 },
      snapshot: { maxDepth: 0 },
    })
  ).body
  assert.deepEqual(rateLimit, { limitPerSecond: 10, burst: 5 })
  assert.deepEqual(snapshot, {
    maxDepth: 0,
    maxProperties: 100,
    maxStringLength: 1024,
    maxElements: 100,
    maxFrames: 10,
  })
})

test('a list can be filtered by type, state and tags, and can come as an object', async () => {
  const a = await api.trace({ ...AT, tags: ['x'] })
  const b = await api.trace({ ...AT, tags: ['x', 'y'], enabled: false })
  const c = await api.log({ ...AT, message: 'm', tags: ['y'] })
  const ids = async (query) => (await api.get(`/points${query}`)).body.map(({ id }) => id)
  assert.deepEqual(await ids(''), [a.id, b.id, c.id])
  assert.deepEqual(await ids('?type=tracepoint'), [a.id, b.id])
  assert.deepEqual(await ids('?type=logpoint'), [c.id])
  assert.deepEqual(await ids('?enabled=true'), [a.id, c.id])
  assert.deepEqual(await ids('?enabled=false'), [b.id])
  assert.deepEqual(await ids('?tag=x'), [a.id, b.id])
  assert.deepEqual(await ids('?tag=x&tag=y'), [b.id])
  assert.deepEqual(await ids('?tag=y&type=logpoint&enabled=true'), [c.id])
  assert.deepEqual(await ids('?tag=nobody'), [])
  assert.deepEqual((await api.get('/points?format=object&tag=y')).body, { points: [b, c], total: 2 })
})

test('PUT changes what it names and nothing else, and the program follows', async () => {
  const point = await api.trace(AT)
  await app.step('price', 3)
  await events.hit(point.id)
  const changed = await api.call('PUT', `/points/${point.id}`, { condition: 'quantity === 9', tags: ['t'] })
  assert.equal(changed.status, 200)
  const counts = { hitCount: 1, totalHits: 1 }
  await until('the counts', async () => (await api.point(point.id)).hitCount === 1)
  assert.deepEqual(await api.point(point.id), { ...point, ...counts, condition: 'quantity === 9', tags: ['t'] })
  await app.step('price', 3)
  await app.step('price', 9)
  const [, second] = await events.hits(point.id, 2)
  assert.equal(second.payload.snapshot.arguments.quantity, 9)
  assert.equal(second.payload.hitCount, 2)
  assert.equal(events.hitsSoFar(point.id).length, 2)
})

test('PUT moves a point to another line', async () => {
  const point = await api.trace(AT)
  const line = lineOf(SOURCE, 'const each')
  const { body } = await api.call('PUT', `/points/${point.id}`, { line })
  assert.deepEqual([body.line, body.resolvedLine], [line, line])
  await app.step('price', 1)
  assert.equal((await events.hit(point.id)).payload.line, line)
  assert.equal(events.hitsSoFar(point.id).length, 1)
})

test('PUT changes the text of a logpoint', async () => {
  const point = await api.log({ ...AT, message: 'before {quantity}' })
  await app.step('price', 1)
  await events.hits(point.id, 1)
  await api.call('PUT', `/points/${point.id}`, { message: 'after {quantity}' })
  await app.step('price', 2)
  const hits = await events.hits(point.id, 2)
  assert.deepEqual(
    hits.map(({ payload }) => payload.message),
    ['before 1', 'after 2'],
  )
})

test('a disabled point makes no events, and does again when it is enabled', async () => {
  const point = await api.trace(AT)
  const disabled = await api.call('POST', `/points/${point.id}/disable`)
  assert.equal(disabled.status, 200)
  assert.deepEqual(disabled.body, { id: point.id, enabled: false, message: 'Point disabled' })
  const { enabled, status } = await api.point(point.id)
  assert.deepEqual({ enabled, status }, { enabled: false, status: 'disabled' })
  await app.step('price', 1)
  const again = await api.call('POST', `/points/${point.id}/enable`)
  assert.deepEqual(again.body, { id: point.id, enabled: true, message: 'Point enabled' })
  assert.equal((await api.point(point.id)).status, 'active')
  await app.step('price', 2)
  const hit = await events.hit(point.id)
  assert.equal(hit.payload.snapshot.arguments.quantity, 2)
  assert.equal(events.hitsSoFar(point.id).length, 1)
})

test('tags switch every point that carries one of them', async () => {
  const [a, b, c] = [
    await api.trace({ ...AT, tags: ['x'] }),
    await api.trace({ ...AT, tags: ['y'] }),
    await api.trace(AT),
  ]
  const off = await api.call('POST', '/tags/disable', { tags: ['x', 'y', 'z'] })
  assert.equal(off.status, 200)
  assert.deepEqual(off.body, { disabled: 2, message: '2 points disabled' })
  await app.step('price', 1)
  await events.hit(c.id)
  const on = await api.call('POST', '/tags/enable', { tags: ['x'] })
  assert.deepEqual(on.body, { enabled: 1, message: '1 point enabled' })
  await app.step('price', 2)
  await events.hits(c.id, 2)
  assert.equal((await events.hits(a.id)).length, 1)
  assert.equal(events.hitsSoFar(b.id).length, 0)
  assert.deepEqual((await api.call('POST', '/tags/enable', { tags: [] })).body, {
    enabled: 0,
    message: '0 points enabled',
  })
})

test('a deleted point is gone, in the list and in the program', async () => {
  const point = await api.trace(AT)
  const other = await api.trace(AT)
  const { status, body } = await api.remove(point.id)
  assert.deepEqual({ status, body }, { status: 204, body: null })
  assert.equal((await api.get(`/points/${point.id}`)).status, 404)
  assert.deepEqual(
    (await api.points()).map(({ id }) => id),
    [other.id],
  )
  await app.step('price', 1)
  await events.hit(other.id)
  assert.equal(events.hitsSoFar(point.id).length, 0)
})

test('a point expires after so many events', async () => {
  const point = await api.trace({ ...AT, expireHitCount: 2 })
  for (let i = 0; i < 4; i++) await app.step('price', i)
  await events.hits(point.id, 2)
  const shown = await until('the end of the point', async () => {
    const now = await api.point(point.id)
    return now.status === 'expired' && now
  })
  assert.equal(shown.hitCount, 2)
  assert.match(shown.statusReason, /2/)
  assert.equal(events.hitsSoFar(point.id).length, 2)
  const { body } = await api.call('PUT', `/points/${point.id}`, { expireHitCount: 3 })
  assert.equal(body.status, 'active')
  for (let i = 0; i < 3; i++) await app.step('price', i)
  assert.equal((await events.hits(point.id, 3)).length, 3)
})

test('a point expires after its time', async () => {
  const point = await api.trace({ ...AT, expireDurationMs: 1 })
  const shown = await until('the end of the point', async () => {
    const now = await api.point(point.id)
    return now.status === 'expired' && now
  })
  assert.match(shown.statusReason, /1 ms/)
  await app.step('price', 1)
  const other = await api.trace(AT)
  await app.step('price', 2)
  await events.hit(other.id)
  assert.equal(events.hitsSoFar(point.id).length, 0)
  const { body } = await api.call('PUT', `/points/${point.id}`, { expireDurationMs: null })
  assert.equal(body.status, 'active')
})

test('hits are counted: events made, passes with the condition true, those that a limit held back', async () => {
  const point = await api.trace({ ...AT, condition: 'quantity > 0', rateLimit: { limitPerSecond: 0.001, burst: 2 } })
  for (const quantity of [0, 1, 2, 3, 4]) await app.step('price', quantity)
  const { hitCount, totalHits, dropped } = await until('the counts', async () => {
    const now = await api.point(point.id)
    return now.totalHits === 4 && now
  })
  assert.deepEqual({ hitCount, totalHits, dropped }, { hitCount: 2, totalHits: 4, dropped: 2 })
})

test('a file that is not loaded yet leaves its point pending until it is', async () => {
  const line = lineOf(LATE, 'return value')
  const point = await api.trace({ file: 'late.js', line })
  assert.deepEqual(
    [point.status, point.resolvedFile, typeof point.statusReason],
    ['pending', app.path('late.js'), 'string'],
  )
  assert.equal(await app.step('load'), 7)
  assert.deepEqual((await events.hit(point.id)).payload.snapshot.locals, { value: 7 })
  const { status, resolvedLine } = await api.point(point.id)
  assert.deepEqual({ status, resolvedLine }, { status: 'active', resolvedLine: line })
})

test('/health holds the nested and the flat form', async () => {
  await api.trace(AT)
  const health = await until('the sink', async () => {
    const now = await api.health()
    return now.eventSink.connected && now
  })
  const { version, uptime, processes, eventSink, features, ...rest } = health
  assert.match(version, /^\d+\.\d+\.\d+/)
  assert.ok(uptime > 0 && uptime < 600, String(uptime))
  assert.equal(eventSink.url, events.url)
  const { tracepoints, logpoints, conditions, rateLimit, freeThreaded } = features
  assert.deepEqual([tracepoints, logpoints, conditions, rateLimit, freeThreaded], [true, true, true, true, false])
  assert.equal(rest.status, 'healthy')
  assert.equal(rest.engine, 'twin')
  assert.equal(rest.points, 1)
  assert.equal(rest.runtime, 'node')
  assert.equal(rest.runtimeVersion, process.versions.node)
  assert.deepEqual(rest.agent, {
    name: '@debugin/agent',
    version,
    runtime: 'node',
    runtimeVersion: process.versions.node,
  })
  assert.deepEqual(rest.broker, { connected: false, url: null })
  const [main] = processes
  assert.equal(main.pid, app.child.pid)
  assert.ok(main.files.woven >= 2)
  assert.deepEqual(main.files.skipped, [])
})

test('every answer is JSON, and no other origin may read it', async () => {
  for (const path of ['/health', '/points', '/points/none', '/nothing']) {
    const { headers } = await api.get(path)
    assert.match(headers.get('content-type'), /^application\/json/)
    assert.equal(headers.get('access-control-allow-origin'), null)
  }
})
