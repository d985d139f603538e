import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { test } from 'node:test'
import { createSinkApp, RingStore, startSink } from '@debugin/sink'
import { afterwards } from '../agent/harness/afterwards.mjs'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'

/**
 * Runs one body against a sink in process, against one behind a real socket, and against one that keeps its events in a
 * file: not where the bounds of memory are the matter, since a file is brought back to its bounds from time to time.
 */
export function testSink(name, body, options = {}) {
  test(`${name} (in process)`, async (context) => body(inProcess(context, options)))
  test(`${name} (socket)`, async (context) => body(await overSocket(context, options)))
  if (options.capacity !== undefined) return
  test(`${name} (file)`, async (context) => {
    const store = join(temporaryFolder(context), 'sink.db')
    return body(await overSocket(context, { ...options, store }))
  })
}

function inProcess(context, options) {
  const store = new RingStore({ capacity: 1000, capacityBytes: 1e7, ...options })
  const app = createSinkApp(store, options)
  afterwards(context, () => app.stop())
  return withCalls(async (path, init) => app.fetch(new Request(`http://localhost${path}`, init)), app.stop)
}

async function overSocket(context, options) {
  const sink = await startSink({ port: 0, ...options })
  afterwards(context, () => sink.stop())
  return withCalls((path, init) => fetch(sink.url + path, init), sink.stop)
}

function withCalls(call, stop) {
  const json = async (path, init) => {
    const response = await call(path, init)
    return { status: response.status, body: await response.json() }
  }
  return {
    call,
    stop,
    get: (path) => json(path),
    post: (body, headers = { 'content-type': 'application/json' }, path = '/api/events') =>
      json(path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) }),
    /** The ids of the events that a query finds, in order. */
    ids: async (query) => (await json(`/api/events?${query}`)).body.events.map((event) => event.id),
    /** Opens a live stream and reads it frame by frame. */
    stream: async (context, { query = '', lastEventId } = {}) => {
      const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
      const response = await call(`/api/events/stream${query}`, { headers })
      const frames = readFrames(response.body)
      context.after(() => frames.close())
      return { response, next: frames.next, close: frames.close }
    },
  }
}

/** Each frame of Server-Sent Events as `{ id, event, data, comment }`; those that hold only `retry` are left out. */
function readFrames(body) {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const frames = []
  let text = ''
  const next = async () => {
    while (frames.length === 0) {
      const { done, value } = await reader.read()
      if (done) return undefined
      const parts = (text + decoder.decode(value, { stream: true })).split('\n\n')
      text = parts.pop()
      frames.push(...parts.filter((part) => !part.startsWith('retry:')).map(parseFrame))
    }
    return frames.shift()
  }
  return { next, close: () => reader.cancel() }
}

function parseFrame(text) {
  const frame = {}
  for (const line of text.split('\n')) {
    const [, field, value] = /^(\w*): ?(.*)$/.exec(line)
    const name = field || 'comment'
    frame[name] = name in frame ? `${frame[name]}\n${value}` : value
  }
  return frame
}

/** A snapshot event as the Node agent sends it; `changes` go over the envelope, `payload` over the payload. */
export function nodeEvent({ payload, client, ...changes } = {}) {
  return {
    name: 'probe.hit.snapshot',
    timestamp: '2026-01-31T12:00:00.000Z',
    id: randomUUID(),
    client: {
      hostname: 'web-1',
      applicationName: 'shop',
      applicationInstanceId: 'web-1:42',
      agentVersion: '0.1.0',
      runtime: 'node',
      runtimeVersion: '20.20.2',
      ...client,
    },
    payload: { probeId: 'p1', probeType: 'tracepoint', file: 'src/cart.js', line: 12, ...payload },
    ...changes,
  }
}

/** An agent event, which has no probe. */
export function startedEvent(changes = {}) {
  return { ...nodeEvent(), name: 'agent.status.started', payload: { message: 'started', engine: 'twin' }, ...changes }
}

/** A logpoint event as `json.dumps` of Python writes it, with what Python does differently. */
export function pythonEventText(id) {
  return `{"name": "probe.hit.logpoint", "timestamp": "2026-01-31T12:00:00.123456+00:00", "id": "${id}",
    "client": {"hostname": "py", "applicationName": "billing", "agentVersion": "0.3.0", "runtime": "python", "runtimeVersion": "3.12"},
    "payload": {"probeId": "lp-1", "probeType": "logpoint", "file": "app/bill.py", "line": 7, "message": "caf\\u00e9 is \\"NaN\\"",
      "ratio": NaN, "limits": [-Infinity, Infinity], "order": 12345678901234567890, "thread": null}}`
}

/** A snapshot event as an agent in Java may write it. */
export function javaEventText(id) {
  return `{"id":"${id.toUpperCase()}","name":"probe.hit.snapshot","timestamp":"2026-01-31T13:00:00.123456789+01:00",
    "client":{"hostname":"jvm","applicationName":"ledger","applicationInstanceId":null,"agentVersion":"1.0","runtime":"Java","runtimeVersion":"21"},
    "payload":{"probeId":"tp-1","probeType":"TRACEPOINT","file":"Ledger.java","line":88,"className":"com.example.Ledger",
      "snapshot":{"locals":{"account":9007199254740993,"note":"a\\u003db"}}}}`
}
