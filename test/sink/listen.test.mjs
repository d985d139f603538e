import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect, createServer } from 'node:net'
import { test } from 'node:test'
import { DEFAULT_SINK_OPTIONS, RingStore, resolveSinkOptions, startSink } from '@debugin/sink'
import { nodeEvent } from './sinks.mjs'

const JSON_TYPE = { 'content-type': 'application/json' }

/** A request with any Host and Origin, which `fetch` does not let through. */
async function send(sink, { method = 'GET', path = '/api/events', headers = {}, body }) {
  const sent = request({ port: sink.port, host: '127.0.0.1', method, path, headers })
  sent.end(body)
  const [response] = await once(sent, 'response')
  const chunks = await response.toArray()
  return { status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) }
}

async function start(context, options) {
  const sink = await startSink({ port: 0, ...options })
  context.after(() => sink.stop())
  return sink
}

test('the url is one to call, and stopping twice is stopping once', async (context) => {
  const sink = await start(context)
  assert.equal(sink.url, `http://127.0.0.1:${sink.port}`)
  assert.equal((await fetch(`${sink.url}/health`)).status, 200)
  await Promise.all([sink.stop(), sink.stop()])
  await assert.rejects(fetch(`${sink.url}/health`))
  const everywhere = await start(context, { host: '0.0.0.0' })
  assert.equal(everywhere.url, `http://127.0.0.1:${everywhere.port}`)
})

test('the caller may bring a store, and two sinks share nothing else', async (context) => {
  const store = new RingStore({ capacity: 10, capacityBytes: 1e6 })
  const [one, two] = [await start(context, { store }), await start(context, { store })]
  const event = nodeEvent()
  await send(one, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(event) })
  assert.deepEqual((await send(two, {})).body.events, [event])
  assert.equal((await send(two, { path: '/health' })).body.events_received, 0)
})

test('a port that is taken is named, with what to do', async (context) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  context.after(() => other.close())
  const { port } = other.address()
  await assert.rejects(startSink({ port }), (error) => {
    assert.equal(error.code, 'INVALID_OPTION')
    assert.match(error.message, new RegExp(`^Port ${port} of 127.0.0.1 is taken, by another program\\. .*--port`))
    assert.equal(error.details.reason, 'EADDRINUSE')
    assert.equal(error.cause.code, 'EADDRINUSE')
    return true
  })
})

test('the standard port is OTLP/gRPC’s too, and the error says so', async (context) => {
  const other = createServer().listen(DEFAULT_SINK_OPTIONS.port, '127.0.0.1')
  // Where something else holds the port already, that will do as well.
  await new Promise((resolve) => other.once('listening', resolve).once('error', resolve))
  context.after(() => other.close())
  await assert.rejects(startSink(), {
    code: 'INVALID_OPTION',
    message:
      /^Port 4317 of 127.0.0.1 is taken, .*OpenTelemetry collector.*OTLP\/gRPC's port too.*--port.*DEBUGIN_EVENT_SINK_URL$/,
  })
})

test('an address that is not here is named', async () => {
  await assert.rejects(startSink({ host: '203.0.113.1', port: 0 }), {
    code: 'INVALID_OPTION',
    message: /^The sink cannot listen on 203\.0\.113\.1: .*option host$/,
  })
})

test('HTTP/2 on the port does no harm', async (context) => {
  const sink = await start(context)
  const socket = connect(sink.port, '127.0.0.1')
  socket.on('error', () => {})
  socket.resume()
  socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
  await new Promise((resolve) => socket.once('close', resolve))
  assert.equal((await send(sink, { path: '/health' })).status, 200)
})

test('stopping does not wait for a client that takes nothing', async (context) => {
  const sink = await start(context)
  const socket = connect(sink.port, '127.0.0.1')
  context.after(() => socket.destroy())
  socket.write('GET /api/events/stream HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await once(socket, 'data')
  socket.pause()
  const body = JSON.stringify(Array.from({ length: 4 }, () => nodeEvent({ note: 'x'.repeat(1_900_000) })))
  await send(sink, { method: 'POST', headers: JSON_TYPE, body })
  await sink.stop()
})

test('a page of another origin may not call', async (context) => {
  const sink = await start(context)
  const host = `127.0.0.1:${sink.port}`
  for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:${sink.port + 1}`]) {
    const { status, body } = await send(sink, { method: 'POST', path: '/api/events/clear', headers: { host, origin } })
    assert.equal(status, 403, origin)
    assert.equal(body.code, 'FORBIDDEN_ORIGIN')
    assert.equal(body.details.origin, origin)
  }
  const own = await send(sink, {
    method: 'POST',
    path: '/api/events/clear',
    headers: { host, origin: `http://${host}` },
  })
  assert.equal(own.status, 200)
})

test('on loopback a foreign name may bring events but not read them', async (context) => {
  const sink = await start(context, { allowedHosts: ['sink.test'] })
  const foreign = { host: 'host.docker.internal:4317' }
  const refused = await send(sink, { headers: foreign })
  assert.equal(refused.status, 403)
  assert.equal(refused.body.code, 'FORBIDDEN_HOST')
  assert.match(refused.body.error, /"host\.docker\.internal".*allowedHosts/)
  assert.equal((await send(sink, { path: '/api/events/stream', headers: foreign })).status, 403)
  const posted = { method: 'POST', headers: { ...JSON_TYPE, ...foreign }, body: JSON.stringify(nodeEvent()) }
  assert.equal((await send(sink, posted)).status, 200)
  assert.equal((await send(sink, { path: '/health', headers: foreign })).status, 200)
  for (const host of ['localhost:1', '127.0.0.1', '[::1]:4317', 'sink.test']) {
    assert.equal((await send(sink, { headers: { host } })).status, 200, host)
  }
  const open = await start(context, { host: '0.0.0.0' })
  assert.equal((await send(open, { headers: foreign })).status, 200)
})

test('options have defaults and refuse what they do not know', () => {
  assert.deepEqual(resolveSinkOptions(), DEFAULT_SINK_OPTIONS)
  assert.deepEqual(resolveSinkOptions({ port: undefined, capacity: 5 }), { ...DEFAULT_SINK_OPTIONS, capacity: 5 })
  assert.throws(() => resolveSinkOptions({ prot: 1 }), {
    code: 'INVALID_OPTION',
    message: 'The sink has no option "prot"; the nearest is "port"',
  })
  const refused = {
    port: ['4317', -1, 70_000, 1.5],
    host: ['', 5],
    capacity: [0],
    store: [5, null, ''],
    retainMs: [0, '7d'],
    signingSecrets: ['whsec_x', [1]],
    allowedHosts: ['a', [1]],
    heartbeatMs: [0],
  }
  for (const [option, values] of Object.entries(refused)) {
    for (const value of values) {
      assert.throws(
        () => resolveSinkOptions({ [option]: value }),
        (error) => {
          assert.equal(error.code, 'INVALID_OPTION')
          assert.equal(error.details.option, option)
          assert.match(error.message, new RegExp(`^The option ${option} is .*; expected `))
          return true
        },
      )
    }
  }
})
