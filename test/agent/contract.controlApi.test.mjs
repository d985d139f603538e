import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'

// Section 2 of the contract, row by row.

const SOURCE = `const steps = require('./steps.cjs')
const UUID = 1
function price(quantity) {
  const each = 4
  return quantity * each
}
require('./a/same.js')
require('./b/same.js')
steps({ price, late: () => require('./late.js').late() })
`

const app = await startProgram(
  { after },
  {
    files: {
      'app.js': SOURCE,
      'a/same.js': 'exports.a = 1\n',
      'b/same.js': 'exports.b = 1\n',
      'late.js': 'exports.late = () => 1\n',
    },
  },
)
const { api, events } = app
const AT = { file: 'app.js', line: lineOf(SOURCE, 'return quantity') }
const NONE = '00000000-0000-4000-8000-000000000000'

afterEach(async () => {
  for (const { id } of await api.points()) await api.remove(id)
})

test('2 · GET /health: the nested and the flat form at once', async () => {
  const { status, body } = await api.get('/health')
  assert.equal(status, 200)
  const { agent, features, broker, eventSink, processes } = body
  assert.deepEqual([body.status, body.engine], ['healthy', 'twin'])
  assert.deepEqual(agent, {
    name: '@debugin/agent',
    version: body.version,
    runtime: 'node',
    runtimeVersion: process.versions.node,
  })
  for (const name of ['tracepoints', 'logpoints', 'conditions', 'rateLimit', 'workerThreads'])
    assert.equal(features[name], true, name)
  assert.equal(features.freeThreaded, false)
  assert.deepEqual(Object.keys(broker).sort(), ['connected', 'url'])
  assert.equal(eventSink.url, events.url)
  assert.equal(typeof eventSink.connected, 'boolean')
  assert.ok(body.uptime > 0)
  assert.equal(body.points, 0)
  const [own] = processes
  assert.equal(own.pid, app.child.pid)
  assert.ok(own.threads >= 1 && own.files.woven >= 3 && Array.isArray(own.files.skipped))
})

test('2 · GET /points: the bare array, an object with format=object, and the filters', async () => {
  const trace = await api.trace({ ...AT, tags: ['one', 'two'] })
  const log = await api.log({ ...AT, message: 'm', tags: ['one'], enabled: false })
  const ids = async (query) => (await api.get(`/points${query}`)).body.map(({ id }) => id)
  assert.deepEqual(await ids(''), [trace.id, log.id])
  const { points, total } = (await api.get('/points?format=object')).body
  assert.deepEqual([points.length, total], [2, 2])
  assert.deepEqual(await ids('?type=logpoint'), [log.id])
  assert.deepEqual(await ids('?enabled=true'), [trace.id])
  assert.deepEqual(await ids('?enabled=false'), [log.id])
  assert.deepEqual(await ids('?tag=one'), [trace.id, log.id])
  assert.deepEqual(await ids('?tag=one&tag=two'), [trace.id])
  assert.deepEqual(await ids('?type=tracepoint&enabled=false'), [])
})

test('2 · GET /points/{id}: the point, or 404', async () => {
  const { id } = await api.trace(AT)
  const { status, body } = await api.get(`/points/${id}`)
  assert.deepEqual([status, body.id], [200, id])
  assert.deepEqual((await api.get(`/points/${NONE}`)).body.code, 'POINT_NOT_FOUND')
})

test('2 · POST /tracepoints: 201 with everything that a point is to have', async () => {
  const { status, body } = await api.call('POST', '/tracepoints', AT)
  assert.equal(status, 201)
  const { id, created, ...rest } = body
  assert.match(id, /^[\da-f-]{36}$/)
  assert.equal(new Date(created).toISOString(), created)
  const expected = {
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
    hitCount: 0,
    totalHits: 0,
    dropped: 0,
    rateLimit: { limitPerSecond: 10, burst: 1 },
    snapshot: { maxDepth: 3, maxProperties: 100, maxStringLength: 1024, maxElements: 100, maxFrames: 10 },
    expireHitCount: null,
    expireDurationMs: null,
  }
  for (const [field, value] of Object.entries(expected)) assert.deepEqual(rest[field], value, field)
})

test('2 · POST /logpoints: the same, and message', async () => {
  const { status, body } = await api.call('POST', '/logpoints', { ...AT, message: 'q {quantity}' })
  assert.deepEqual([status, body.type, body.message], [201, 'logpoint', 'q {quantity}'])
})

test('2 · PUT /points/{id}: what is given changes, the rest stays', async () => {
  const point = await api.trace({ ...AT, tags: ['kept'] })
  const { status, body } = await api.call('PUT', `/points/${point.id}`, {
    condition: 'quantity > 1',
    snapshot: { maxDepth: 1 },
  })
  assert.equal(status, 200)
  assert.deepEqual(body, { ...point, condition: 'quantity > 1', snapshot: { ...point.snapshot, maxDepth: 1 } })
})

test('2 · POST /points/{id}/disable, /enable: 200 with id, enabled and message', async () => {
  const { id } = await api.trace(AT)
  const off = await api.call('POST', `/points/${id}/disable`)
  assert.deepEqual([off.status, off.body.id, off.body.enabled, typeof off.body.message], [200, id, false, 'string'])
  assert.equal((await api.point(id)).status, 'disabled')
  const on = await api.call('POST', `/points/${id}/enable`)
  assert.deepEqual([on.status, on.body.id, on.body.enabled, typeof on.body.message], [200, id, true, 'string'])
  assert.equal((await api.point(id)).status, 'active')
})

test('2 · DELETE /points/{id}: 204, then 404', async () => {
  const { id } = await api.trace(AT)
  assert.deepEqual([(await api.remove(id)).status, (await api.remove(id)).status], [204, 404])
})

test('2 · POST /tags/disable, /enable: 200 with the number of points', async () => {
  await api.trace({ ...AT, tags: ['a'] })
  await api.trace({ ...AT, tags: ['b'] })
  const off = await api.call('POST', '/tags/disable', { tags: ['a', 'b'] })
  assert.deepEqual([off.status, off.body.disabled, typeof off.body.message], [200, 2, 'string'])
  const on = await api.call('POST', '/tags/enable', { tags: ['b', 'c'] })
  assert.deepEqual([on.status, on.body.enabled, typeof on.body.message], [200, 1, 'string'])
})

test('2 · status: pending, active, disabled, expired, error with its reason', async () => {
  const pending = await api.trace({ file: 'late.js', line: 1 })
  assert.equal(pending.status, 'pending')
  assert.equal((await api.trace(AT)).status, 'active')
  assert.equal((await api.trace({ ...AT, enabled: false })).status, 'disabled')
  const once = await api.trace({ ...AT, expireHitCount: 1 })
  await app.step('price', 1)
  await until('the end of the point', async () => (await api.point(once.id)).status === 'expired')
  const brief = await api.trace({ ...AT, expireDurationMs: 1 })
  await until('the end of its time', async () => (await api.point(brief.id)).status === 'expired')
  const outside = await api.trace({ file: 'node_modules/@debugin/agent/dist/index.js', line: 1 })
  assert.equal(outside.status, 'error')
  assert.ok(outside.statusReason.length > 0)
  assert.equal(await app.step('late'), 1)
  await until('the file', async () => (await api.point(pending.id)).status === 'active')
})

test('2 · counts: hitCount the events, totalHits the times the condition held, dropped the rest', async () => {
  const { id } = (
    await api.call('POST', '/tracepoints', { ...AT, condition: 'quantity > 1', rateLimit: { limitPerSecond: 0.001 } })
  ).body
  for (const quantity of [1, 2, 3, 4]) await app.step('price', quantity)
  const { hitCount, totalHits, dropped } = await until('the counts', async () => {
    const point = await api.point(id)
    return point.totalHits === 3 && point
  })
  assert.deepEqual([hitCount, totalHits, dropped], [1, 3, 2])
})

/** Each error: the call, the body, and the status it carries. `details` are what it has to hold. */
const ERRORS = {
  INVALID_JSON: [400, 'POST /tracepoints', '{'],
  MISSING_FIELD: [400, 'POST /tracepoints', { file: 'app.js' }],
  UNKNOWN_FIELD: [400, 'POST /tracepoints', { ...AT, lines: 1 }, ({ nearest }) => assert.equal(nearest, 'line')],
  INVALID_FIELD: [400, 'POST /tracepoints', { ...AT, enabled: 1 }],
  INVALID_LINE: [400, 'POST /tracepoints', { ...AT, line: 500 }, ({ nearest }) => assert.ok(nearest.length > 0)],
  FILE_NOT_FOUND: [
    404,
    'POST /tracepoints',
    { ...AT, file: 'ap.js' },
    ({ nearest }) => assert.deepEqual(nearest, [app.path('app.js')]),
  ],
  FILE_AMBIGUOUS: [
    409,
    'POST /tracepoints',
    { file: 'same.js', line: 1 },
    ({ candidates }) => assert.deepEqual([...candidates].sort(), [app.path('a/same.js'), app.path('b/same.js')]),
  ],
  INVALID_CONDITION: [
    422,
    'POST /tracepoints',
    { ...AT, condition: 'quantity >' },
    ({ position }) => assert.equal(typeof position, 'number'),
  ],
  INVALID_TEMPLATE: [
    422,
    'POST /logpoints',
    { ...AT, message: 'a {quantity' },
    ({ position }) => assert.equal(typeof position, 'number'),
  ],
  POINT_NOT_FOUND: [404, `GET /points/${NONE}`],
  BODY_TOO_LARGE: [413, 'POST /tracepoints', JSON.stringify({ ...AT, message: 'x'.repeat(70_000) })],
}

for (const [code, [status, call, body, details = () => {}]] of Object.entries(ERRORS)) {
  test(`2 · ${code} is ${status}, with error, code and details`, async () => {
    const [method, path] = call.split(' ')
    const answer = await api.call(method, path, body)
    assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(answer.body))
    assert.deepEqual(Object.keys(answer.body).sort(), ['code', 'details', 'error'])
    assert.ok(answer.body.error.length > 10)
    details(answer.body.details)
  })
}

test('2 · UNSUPPORTED_MEDIA_TYPE is 415', async () => {
  const { status, body } = await api.call('POST', '/tracepoints', JSON.stringify(AT), { 'content-type': 'text/plain' })
  assert.deepEqual([status, body.code], [415, 'UNSUPPORTED_MEDIA_TYPE'])
})
