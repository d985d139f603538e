import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { EVENT_NAMES } from '@debugin/protocol'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'
import { start, startNode } from '../cli/command.mjs'
import { javaEventText, nodeEvent, pythonEventText, startedEvent } from './sinks.mjs'

// Section 6 of the contract, sentence by sentence: the command with its store in a file, called with curl.

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const JSON_TYPE = ['-H', 'Content-Type: application/json', '--data-binary']
const run = promisify(execFile)

/** Starts a sink; gives `call(path, ...words of curl)`, which answers `{ status, body }`. */
async function startCommand(context) {
  const running = start(context, ['sink', '--port', '0', '--store', join(temporaryFolder(context), 'sink.db')])
  const [, url] = await running.shows(/^DebugIn sink at (\S+)\n/)
  const call = async (path, ...words) => {
    const { stdout } = await run('curl', ['-sS', '-w', '\n%{http_code}', url + path, ...words])
    const end = stdout.lastIndexOf('\n')
    return { status: Number(stdout.slice(end)), body: JSON.parse(stdout.slice(0, end)) }
  }
  const post = (body) => call('/api/events', ...JSON_TYPE, typeof body === 'string' ? body : JSON.stringify(body))
  const ids = async (query) => (await call(`/api/events?${query}`)).body.events.map(({ id }) => id)
  return { url, call, post, ids }
}

test('6 · POST /api/events: 200 with status, id and timestamp; an array has a result for each event', async (context) => {
  const { post, ids } = await startCommand(context)
  const event = nodeEvent()
  const one = await post(event)
  assert.deepEqual([one.status, one.body], [200, { status: 'accepted', id: event.id, timestamp: one.body.timestamp }])
  assert.match(one.body.timestamp, ISO)

  const [first, second] = [nodeEvent(), startedEvent()]
  const bad = nodeEvent({ payload: { line: 0 } })
  const { status, body } = await post([first, bad, second, event])
  assert.equal(status, 200)
  assert.deepEqual(
    body.results.map((result) => [result.status, result.id]),
    [
      ['accepted', first.id],
      ['rejected', bad.id],
      ['accepted', second.id],
      ['accepted', event.id],
    ],
  )
  assert.match(body.results[1].error, /line/)
  assert.equal(body.results[3].repeated, true)
  assert.deepEqual(await ids(''), [event.id, first.id, second.id])
})

test('6 · every name of section 4 is taken, and no other', async (context) => {
  const { post } = await startCommand(context)
  assert.equal(EVENT_NAMES.length, 7)
  const { body } = await post(EVENT_NAMES.map((name) => nodeEvent({ name })))
  assert.equal(body.accepted, 7)
  const refused = await post(nodeEvent({ name: 'probe.hit.other' }))
  assert.deepEqual([refused.status, refused.body.code], [400, 'INVALID_FIELD'])
})

test('6 · GET /api/events: every parameter, and the form of the answer', async (context) => {
  const { call, post, ids } = await startCommand(context)
  const events = [
    nodeEvent({ timestamp: '2026-01-01T00:00:00.000Z', payload: { note: 'One Apple' } }),
    nodeEvent({ timestamp: '2026-01-02T00:00:00.000Z', client: { runtime: 'python' }, payload: { probeId: 'p2' } }),
    nodeEvent({ timestamp: '2026-01-03T00:00:00.000Z', client: { applicationName: 'billing' } }),
    startedEvent({ timestamp: '2026-01-04T00:00:00.000Z' }),
  ]
  await post(events)
  const [a, b, c, d] = events.map(({ id }) => id)

  const { status, body } = await call('/api/events?limit=2&offset=1')
  assert.equal(status, 200)
  assert.deepEqual(body, { total: 4, offset: 1, limit: 2, count: 2, events: events.slice(1, 3) })
  const found = {
    'runtime=python': [b],
    'event_type=agent.status.started': [d],
    'probe_id=p2': [b],
    'application=billing': [c],
    'since=2026-01-03T00:00:00.000Z': [c, d],
    'until=2026-01-02T00:00:00.000Z': [a, b],
    'since=2026-01-02T00:00:00.000Z&until=2026-01-03T00:00:00.000Z': [b, c],
    'q=apple': [a],
    'runtime=node&application=shop&event_type=probe.hit.snapshot': [a],
  }
  for (const [query, expected] of Object.entries(found)) assert.deepEqual(await ids(query), expected, query)

  await post(Array.from({ length: 120 }, () => nodeEvent()))
  const { body: standard } = await call('/api/events')
  assert.deepEqual(
    [standard.total, standard.offset, standard.limit, standard.count, standard.events.length],
    [124, 0, 100, 100, 100],
  )
})

test('6 · GET /api/events/stream: Server-Sent Events, from Last-Event-ID on', async (context) => {
  const { url, post } = await startCommand(context)
  const events = Array.from({ length: 4 }, () => nodeEvent())
  await post(events.slice(0, 3))
  const response = await fetch(`${url}/api/events/stream`, { headers: { 'last-event-id': events[0].id } })
  assert.match(response.headers.get('content-type'), /^text\/event-stream/)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const readUntil = async (id) => {
    while (!new RegExp(`^id: ${id}\\n.*\\n\\n`, 'm').test(text)) text += (await reader.read()).value
  }
  await readUntil(events[2].id)
  await post(events[3])
  await readUntil(events[3].id)
  assert.deepEqual(
    [...text.matchAll(/^id: (.*)\ndata: (.*)$/gm)].map(([, id, data]) => [id, JSON.parse(data)]),
    events.slice(1).map((event) => [event.id, event]),
  )
  await reader.cancel()
})

test('6 · POST /api/events/clear', async (context) => {
  const { call, post, ids } = await startCommand(context)
  await post([nodeEvent(), nodeEvent()])
  const { status, body } = await call('/api/events/clear', '-X', 'POST')
  assert.deepEqual([status, body.count], [200, 2])
  assert.deepEqual(await ids(''), [])
  assert.equal((await call('/health')).body.events_received, 0)
})

test('6 · GET /health', async (context) => {
  const { call, post } = await startCommand(context)
  await post([nodeEvent(), nodeEvent()])
  const { status, body } = await call('/health')
  assert.equal(status, 200)
  assert.deepEqual(
    [body.status, body.service, body.events_received, body.batch],
    ['healthy', 'debugin-event-sink', 2, true],
  )
  assert.match(body.timestamp, ISO)
})

test('6 · events of the Python and Java agents come out as they came in', async (context) => {
  const { url, post, ids } = await startCommand(context)
  const [python, java] = [randomUUID(), randomUUID()]
  for (const text of [pythonEventText(python), javaEventText(java)]) assert.equal((await post(text)).status, 200)
  assert.deepEqual(await ids('runtime=python'), [python])
  assert.deepEqual(await ids('runtime=java'), [java.toUpperCase()])
  const text = await (await fetch(`${url}/api/events`)).text()
  assert.match(text, /"order": 12345678901234567890/)
  assert.match(text, /"account":9007199254740993/)
})

test('6 · malformed events get 400 with the reason', async (context) => {
  const { post, ids } = await startCommand(context)
  const { id, ...anonymous } = nodeEvent()
  const malformed = [
    ['{"name": ', 'INVALID_JSON', /not JSON/],
    [anonymous, 'MISSING_FIELD', /\bid\b/],
    [nodeEvent({ id: 'x' }), 'INVALID_FIELD', /UUID/],
    [nodeEvent({ timestamp: 'yesterday' }), 'INVALID_FIELD', /ISO 8601/],
    [nodeEvent({ payload: { probeId: '' } }), 'INVALID_FIELD', /probeId/],
    ['7', 'INVALID_FIELD', /an object with name/],
  ]
  for (const [event, code, reason] of malformed) {
    const { status, body } = await post(event)
    assert.deepEqual([status, body.code], [400, code])
    assert.match(body.error, reason)
    assert.equal(typeof body.details, 'object')
  }
  assert.deepEqual(await ids(''), [])
})

test('6 · where 4317 is taken the sink says that it is the port of OTLP/gRPC too', async (context) => {
  // Whoever has it already is as good as a server of ours.
  const other = createServer()
  await new Promise((resolve) => other.once('error', resolve).listen(4317, '127.0.0.1', resolve))
  context.after(() => other.close())
  const sink = start(context, ['sink', '--store', 'memory'])
  const { code, stderr } = await sink.ended
  assert.notEqual(code, 0)
  assert.match(stderr, /Port 4317 of 127\.0\.0\.1 is taken, .* since it is OTLP\/gRPC's port too/)
})

test('6 · the control API never takes 4317', async (context) => {
  const program = `require('@debugin/agent').start({ controlApiPort: 4317 }).ready.then((url) => console.log(url))
    setInterval(() => {}, 1e6)`
  const off = { DEBUGIN_SPOOL_DIR: 'off', DEBUGIN_CACHE_DIR: 'off', DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9' }
  const { shows } = startNode(context, ['-e', program], { env: off })
  const [, port] = await shows(/^http:\/\/127\.0\.0\.1:(\d+)$/m)
  assert.ok(Number(port) > 4318, `it took ${port}`)
})
