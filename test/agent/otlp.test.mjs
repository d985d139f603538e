import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { hostname } from 'node:os'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { until } from './harness/deadline.mjs'
import { startEvents } from './harness/events.mjs'
import { startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'

const oracles = createRequire(new URL('../oracles/package.json', import.meta.url))
const transformer = oracles.resolve('@opentelemetry/otlp-transformer')
const { ExportLogsServiceRequest } =
  createRequire(transformer)('./generated/root.js').opentelemetry.proto.collector.logs.v1
const ofAgent = createRequire(createRequire(import.meta.url).resolve('@debugin/agent'))
const { logRecord } = ofAgent('./thread/delivery/otlp/logRecord.js')

const SOURCE = `const steps = require('./steps.cjs')

function pass(n) {
  const order = { id: n, total: 9.5, tags: ['a', null], open: true }
  return order // passes
}

steps({
  pass(from, to) {
    for (let n = from; n < to; n++) pass(n)
  },
})
`

/** A collector that answers what it is told, and takes what comes after that. */
async function startCollector(context, answers = []) {
  const requests = []
  const server = createServer(async (request, response) => {
    const sent = Buffer.concat(await request.toArray())
    const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent).toString() : sent.toString()
    const { status = 200, headers = {}, body = {} } = answers[requests.length] ?? {}
    requests.push({ path: request.url, headers: request.headers, status, body: JSON.parse(text) })
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  context.after(() => server.close())
  const recordsOf = (some) => some.flatMap(({ body }) => body.resourceLogs.flatMap(recordsOfResource))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    records: () => recordsOf(requests.filter(({ status }) => status === 200)),
  }
}

const recordsOfResource = ({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords)
const plain = (list) => Object.fromEntries(list.map(({ key, value }) => [key, plainValue(value)]))
const plainValue = (value) => {
  if (value.kvlistValue) return plain(value.kvlistValue.values)
  if (value.arrayValue) return value.arrayValue.values.map(plainValue)
  if (value.intValue !== undefined) return Number(value.intValue)
  return value.stringValue ?? value.doubleValue ?? value.boolValue ?? null
}

async function start(context, otlpUrl) {
  const events = await startEvents(context)
  const app = await startProgram(context, {
    files: { 'app.js': SOURCE },
    events,
    env: { DEBUGIN_OTLP_URL: otlpUrl, DEBUGIN_APPLICATION_NAME: 'shop' },
  })
  const otlpIs = (what, passes) =>
    until(what, async () => {
      const { otlp } = await app.api.health()
      return passes(otlp) && otlp
    })
  return { ...app, otlpIs, place: { file: 'app.js', line: lineOf(SOURCE, '// passes') } }
}

/** What the official schema keeps of a request: nothing is left out if every name and type in it is a known one. */
function throughSchema(request) {
  const hex = (text) => (text === undefined ? undefined : Buffer.from(text, 'hex'))
  const copy = structuredClone(request)
  for (const record of copy.resourceLogs.flatMap(recordsOfResource)) {
    for (const name of ['traceId', 'spanId']) if (name in record) record[name] = hex(record[name])
  }
  const message = ExportLogsServiceRequest.decode(
    ExportLogsServiceRequest.encode(ExportLogsServiceRequest.fromObject(copy)).finish(),
  )
  const back = ExportLogsServiceRequest.toObject(message, { longs: String })
  for (const record of back.resourceLogs.flatMap(recordsOfResource)) {
    for (const name of ['traceId', 'spanId']) if (record[name]) record[name] = Buffer.from(record[name]).toString('hex')
  }
  return JSON.parse(JSON.stringify(back))
}

test('a collector gets every event as a log record, and so does the sink', async (context) => {
  const collector = await startCollector(context)
  const app = await start(context, collector.url)
  const { id: log } = await app.api.log({ ...app.place, message: 'order {order.id}', tags: [] })
  const { id: trace } = await app.api.trace({ ...app.place })
  await app.step('pass', 0, 1)
  await app.step('pass', 1, 200)
  await app.otlpIs('all', ({ delivered }) => delivered === 401)
  assert.equal((await app.events.hits(log, 200)).length, 200)

  for (const { path, headers, body } of collector.requests) {
    assert.deepEqual([path, headers['content-type']], ['/v1/logs', 'application/json'])
    assert.deepEqual(throughSchema(body), body)
  }
  assert.ok(collector.requests.some(({ headers }) => headers['content-encoding'] === 'gzip'))
  const resource = plain(collector.requests[0].body.resourceLogs[0].resource.attributes)
  assert.deepEqual(
    [resource['service.name'], resource['host.name'], resource['process.pid'], resource['process.runtime.name']],
    ['shop', hostname(), app.child.pid, 'nodejs'],
  )
  assert.match(resource['service.instance.id'], /^test-/)

  const records = collector.records()
  const of = (probe) => records.filter(({ attributes }) => plain(attributes)['debugin.probe.id'] === probe)
  const [message] = of(log)
  assert.deepEqual(message.body, { stringValue: 'order 0' })
  assert.deepEqual([message.eventName, message.severityNumber, message.severityText], ['probe.hit.logpoint', 9, 'INFO'])
  assert.ok(Math.abs(Number(message.timeUnixNano) / 1e6 - Date.now()) < 3_600_000)
  const told = plain(message.attributes)
  assert.deepEqual(
    [told['code.line.number'], told['code.function.name'], told['debugin.probe.type']],
    [app.place.line, 'pass', 'logpoint'],
  )
  assert.ok(app.events.all.some((event) => event.id === told['log.record.uid']))
  const { locals } = plainValue(of(trace)[0].body).snapshot
  assert.deepEqual(locals.order, { id: 0, total: 9.5, tags: ['a', null], open: true })
})

test('the span of a hit is that of its record', () => {
  const event = (payload) => ({ name: 'probe.hit.logpoint', timestamp: '2026-01-31T12:00:00.123Z', id: 'i', payload })
  const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331']
  const { timeUnixNano, ...record } = logRecord(event({ traceId, spanId, message: '' }))
  assert.equal(timeUnixNano, String(BigInt(Date.parse('2026-01-31T12:00:00.123Z')) * 1_000_000n))
  assert.deepEqual([record.traceId, record.spanId], [traceId, spanId])
  for (const wrong of [null, 'x', '0'.repeat(32)]) {
    assert.equal('traceId' in logRecord(event({ traceId: wrong, spanId: wrong })), false)
  }
})

test('what a collector cannot take now comes again, and what it refuses is counted', async (context) => {
  const refusal = { partialSuccess: { rejectedLogRecords: '1', errorMessage: 'too old' } }
  const collector = await startCollector(context, [
    { status: 503, headers: { 'retry-after': '0' } },
    { status: 429, headers: { 'retry-after': '0' } },
    { status: 200, body: refusal },
    { status: 400 },
  ])
  // With a path it is the path of the logs.
  const app = await start(context, `${collector.url}/otel/logs`)
  await app.otlpIs('the refusal', ({ refused }) => refused === 1)
  await app.api.log({ ...app.place, message: '{n}' })
  await app.step('pass', 0, 1)
  const { delivered, refused, dropped, lastError } = await app.otlpIs('another', (now) => now.refused === 2)
  assert.deepEqual({ delivered, refused, dropped }, { delivered: 0, refused: 2, dropped: 0 })
  assert.match(lastError, /^the collector answered 400/)
  await app.step('pass', 1, 5)
  await app.otlpIs('the others', (now) => now.delivered === 4)
  assert.ok(collector.requests.every(({ path }) => path === '/otel/logs'))
  const [first, second, third] = collector.requests.map(({ body }) => body)
  assert.deepEqual(first, second)
  assert.deepEqual(second, third)
})
