import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'

// Section 4 of the contract: the schema of each event.

const SOURCE = `const steps = require('./steps.cjs')
class Shop {
  price(quantity, hidden) {
    const each = 4
    if (quantity < 0) throw new RangeError('no such quantity')
    return quantity * each
  }
}
async function later(value) {
  const waited = await value
  return waited
}
const shop = new Shop()
steps({
  price: (quantity) => shop.price(quantity, undefined),
  fails: () => { try { shop.price(-1) } catch {} },
  later: () => later(Promise.resolve(5)),
  never: () => void later(new Promise(() => {})),
  many: () => { for (let count = 0; count < 100; count++) shop.price(count) },
})
`

const app = await startProgram({ after }, { files: { 'app.js': SOURCE } })
const { api, events } = app
const AT = { file: 'app.js', line: lineOf(SOURCE, 'return quantity') }

/** Every field of the table, by the name of the event. */
const FIELDS = {
  'probe.hit.snapshot':
    'method className condition conditionEvaluated snapshot stack hitCount totalHits rateLimit durationMs threadId traceId spanId',
  'probe.hit.logpoint':
    'method className condition conditionEvaluated conditionResult message messageTemplate hitCount totalHits rateLimit',
  'probe.error.condition': 'condition error errorType errorStack',
  'probe.error.snapshot': 'error errorType failedVariable attemptedValue',
  'probe.error.rateLimit': 'limit droppedCount message',
  'agent.status.started': 'message engine features',
  'agent.status.stopped': 'message uptime totalProbes totalEvents',
}

const CLIENT = ['hostname', 'applicationName', 'applicationInstanceId', 'agentVersion', 'runtime', 'runtimeVersion']

function holds(event, { probeId, probeType } = {}) {
  const { name, timestamp, id, client, payload } = event
  assert.deepEqual(Object.keys(event).sort(), ['client', 'id', 'name', 'payload', 'timestamp'])
  assert.equal(new Date(timestamp).toISOString(), timestamp)
  assert.match(id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  for (const field of CLIENT) assert.equal(typeof client[field], 'string', field)
  assert.equal(client.processId, app.child.pid)
  assert.deepEqual([client.runtime, client.runtimeVersion], ['node', process.versions.node])
  for (const field of FIELDS[name].split(' ')) assert.ok(field in payload, `${name} has ${field}`)
  if (!name.startsWith('probe.')) return payload
  assert.deepEqual([payload.probeId, payload.probeType, payload.file], [probeId, probeType, app.path('app.js')])
  assert.equal(typeof payload.line, 'number')
  return payload
}

test('4 · probe.hit.snapshot, returned', async () => {
  const { id } = await api.trace({ ...AT, condition: 'quantity === 3' })
  await app.step('price', 3)
  const payload = holds(await events.hit(id), { probeId: id, probeType: 'tracepoint' })
  await api.remove(id)
  assert.deepEqual(
    [payload.method, payload.className, payload.condition, payload.conditionEvaluated],
    ['price', 'Shop', 'quantity === 3', true],
  )
  assert.deepEqual(payload.snapshot.arguments, { quantity: 3, hidden: { __tpd_type__: 'undefined' } })
  assert.deepEqual([payload.snapshot.locals, payload.snapshot.returnValue, payload.exit], [{ each: 4 }, 12, 'returned'])
  const [frame] = payload.stack
  assert.deepEqual(Object.keys(frame).sort(), ['className', 'column', 'file', 'function', 'line', 'method'])
  assert.deepEqual([frame.file, frame.line, frame.function], [app.path('app.js'), AT.line, 'price'])
  assert.deepEqual(
    [payload.hitCount, payload.totalHits, payload.rateLimit],
    [1, 1, { allowedThisSecond: 1, dropped: 0 }],
  )
  assert.ok(payload.durationMs >= 0)
  assert.deepEqual([payload.threadId, payload.traceId, payload.spanId], [0, null, null])
})

test('4 · probe.hit.snapshot, thrown', async () => {
  const { id } = await api.trace({ file: 'app.js', line: lineOf(SOURCE, 'throw new') })
  await app.step('fails')
  const { snapshot, exit } = holds(await events.hit(id), { probeId: id, probeType: 'tracepoint' })
  await api.remove(id)
  assert.equal(exit, 'threw')
  const { type, message, stack } = snapshot.exception
  assert.deepEqual([type, message], ['RangeError', 'no such quantity'])
  assert.match(stack, /app\.js:5/)
})

test('4 · probe.hit.snapshot of an async function: when it settles, or after a second without it', async () => {
  const { id } = await api.trace({ file: 'app.js', line: lineOf(SOURCE, 'const waited') })
  await app.step('later')
  const settled = holds(await events.hit(id), { probeId: id, probeType: 'tracepoint' })
  assert.deepEqual([settled.exit, settled.snapshot.returnValue], ['returned', 5])
  await app.step('never')
  const [, pending] = await events.hits(id, 2)
  await api.remove(id)
  assert.equal(holds(pending, { probeId: id, probeType: 'tracepoint' }).exit, 'pending')
})

test('4 · probe.hit.logpoint', async () => {
  const { id } = await api.log({ ...AT, message: '{quantity} of {{each}}', condition: 'quantity > 1' })
  await app.step('price', 2)
  const payload = holds(await events.hit(id), { probeId: id, probeType: 'logpoint' })
  await api.remove(id)
  assert.deepEqual([payload.message, payload.messageTemplate], ['2 of 4', '{quantity} of {{each}}'])
  assert.deepEqual(
    [payload.condition, payload.conditionEvaluated, payload.conditionResult],
    ['quantity > 1', true, true],
  )
})

test('4 · probe.error.condition', async () => {
  const { id } = await api.trace({ ...AT, condition: 'quantity.unit.name == 1' })
  await app.step('price', 2)
  const [event] = await events.errors(id, 'probe.error.condition')
  await api.remove(id)
  const payload = holds(event, { probeId: id, probeType: 'tracepoint' })
  assert.equal(payload.condition, 'quantity.unit.name == 1')
  assert.match(payload.error, /quantity\.unit/)
})

test('4 · probe.error.rateLimit: one a second with the number', async () => {
  const { body } = await api.call('POST', '/tracepoints', { ...AT, rateLimit: { limitPerSecond: 0.001, burst: 1 } })
  await app.step('many')
  const [event] = await events.errors(body.id, 'probe.error.rateLimit')
  await api.remove(body.id)
  const payload = holds(event, { probeId: body.id, probeType: 'tracepoint' })
  assert.deepEqual([payload.limit, payload.droppedCount], [{ limitPerSecond: 0.001, burst: 1 }, 99])
})

test('4 · probe.error.snapshot', async () => {
  const metric = { name: 'wrong', kind: 'gauge', value: 'hidden' }
  const { body } = await api.call('POST', '/metricpoints', { ...AT, metric })
  await app.step('price', 2)
  const [event] = await events.errors(body.id, 'probe.error.snapshot')
  await api.remove(body.id)
  assert.equal(holds(event, { probeId: body.id, probeType: 'metricpoint' }).failedVariable, 'hidden')
})

test('4 · agent.status.started and agent.status.stopped', async () => {
  const started = holds(await events.named('agent.status.started'))
  assert.equal(started.engine, 'twin')
  app.release()
  assert.equal((await app.exit()).code, 0)
  const stopped = holds(await events.named('agent.status.stopped'))
  assert.equal(stopped.totalProbes, 0)
  assert.ok(stopped.uptime > 0 && stopped.totalEvents >= 5)
})
