import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { createSinkApp, RingStore } from '@debugin/sink'
import { nodeEvent, pythonEventText, startedEvent, testSink } from './sinks.mjs'

/** `testSink` with a context whose `after` closes the streams before the sink stops. */
const testStream = (name, body, options) =>
  testSink(
    name,
    async (sink) => {
      const closers = []
      try {
        await body(sink, { after: (close) => closers.push(close) })
      } finally {
        for (const close of closers) await close()
      }
    },
    options,
  )

const post = (sink, ...events) => sink.post(events.length === 1 ? events[0] : events)

testStream('events arrive live, in order, to everybody, once', async (sink, context) => {
  await post(sink, nodeEvent())
  const streams = await Promise.all([sink.stream(context), sink.stream(context)])
  assert.equal(streams[0].response.status, 200)
  assert.match(streams[0].response.headers.get('content-type'), /^text\/event-stream/)
  const events = Array.from({ length: 20 }, (_, index) => nodeEvent({ index }))
  await post(sink, ...events.slice(0, 10))
  await post(sink, events[0])
  for (const event of events.slice(10)) await post(sink, event)
  for (const stream of streams) {
    for (const event of events) {
      const { id, event: kind, data } = await stream.next()
      assert.equal(id, event.id)
      assert.equal(kind, undefined)
      assert.deepEqual(JSON.parse(data), event)
    }
  }
})

testStream('a text over several lines arrives whole', async (sink, context) => {
  const stream = await sink.stream(context)
  const id = randomUUID()
  await sink.post(pythonEventText(id).replace('"payload"', '\r\n\r"payload"'))
  assert.equal(JSON.parse((await stream.next()).data).id, id)
})

testStream('Last-Event-ID replays what was missed, then goes on live', async (sink, context) => {
  const events = Array.from({ length: 200 }, () => nodeEvent())
  await post(sink, ...events.slice(0, 150))
  const stream = await sink.stream(context, { lastEventId: events[9].id.toUpperCase() })
  await post(sink, ...events.slice(150))
  for (const event of events.slice(10)) assert.equal((await stream.next()).id, event.id)
})

testStream('a Last-Event-ID that is not known replays all that is kept', async (sink, context) => {
  const events = Array.from({ length: 5 }, () => nodeEvent())
  await post(sink, ...events)
  const stream = await sink.stream(context, { lastEventId: randomUUID() })
  for (const event of events) assert.equal((await stream.next()).id, event.id)
})

testStream(
  'a Last-Event-ID that had to make room replays all that is kept',
  async (sink, context) => {
    const events = Array.from({ length: 9 }, () => nodeEvent())
    await post(sink, ...events)
    const stream = await sink.stream(context, { lastEventId: events[0].id })
    for (const event of events.slice(4)) assert.equal((await stream.next()).id, event.id)
  },
  { capacity: 5 },
)

testStream('a stream may be narrowed', async (sink, context) => {
  const query = '?application=shop&event_type=agent.status.started&runtime=node&q=TWIN'
  const stream = await sink.stream(context, { query })
  const wanted = startedEvent()
  await post(sink, nodeEvent(), startedEvent({ client: { applicationName: 'other' } }), wanted)
  assert.equal((await stream.next()).id, wanted.id)

  for (const query of ['?limit=5', '?since=2026-01-31T12:00Z', '?evnt_type=x']) {
    const { status, body } = await sink.get(`/api/events/stream${query}`)
    assert.equal(status, 400)
    assert.equal(body.code, 'UNKNOWN_FIELD')
  }
})

testStream(
  'silence is broken by comments',
  async (sink, context) => {
    const stream = await sink.stream(context)
    assert.deepEqual(await stream.next(), { comment: 'nothing new' })
    assert.deepEqual(await stream.next(), { comment: 'nothing new' })
    const event = nodeEvent()
    await post(sink, event)
    let frame = await stream.next()
    while (frame.comment !== undefined) frame = await stream.next()
    assert.equal(frame.id, event.id)
  },
  { heartbeatMs: 5 },
)

testStream(
  'there are only so many streams, and one that is closed makes room',
  async (sink, context) => {
    const first = await sink.stream(context)
    await sink.stream(context)
    const { status, body } = await sink.get('/api/events/stream')
    assert.equal(status, 429)
    assert.equal(body.code, 'TOO_MANY_REQUESTS')
    assert.equal(body.details.maxStreams, 2)
    await first.close()
    let response = await sink.call('/api/events/stream', { method: 'HEAD' })
    assert.equal(response.status, 200, 'asking for the headers takes no place')
    do {
      response = await sink.call('/api/events/stream')
      context.after(() => response.body.cancel())
    } while (response.status === 429)
    assert.equal(response.status, 200)
  },
  { maxStreams: 2 },
)

testStream('stopping ends open streams, with the news first', async (sink, context) => {
  const stream = await sink.stream(context)
  const events = [nodeEvent(), nodeEvent()]
  await post(sink, ...events)
  assert.equal(stream.response.headers.get('connection'), 'close', 'no connection is left that holds up the end')
  const stopped = sink.stop()
  assert.equal((await stream.next()).id, events[0].id)
  assert.equal((await stream.next()).id, events[1].id)
  assert.equal(await stream.next(), undefined)
  await stopped
})

/** In process only: behind a socket the system's own buffers decide when a client counts as slow. */
async function openSlow(context, bounds, afterRead = () => {}) {
  const store = new RingStore({ capacity: 1000, capacityBytes: 1e7, ...bounds })
  const reads = []
  const app = createSinkApp({
    append: (events) => store.append(events),
    lastSequence: () => store.lastSequence(),
    read: async (after, limit) => {
      const page = await store.read(after, limit)
      reads.push(page.length)
      await afterRead()
      return page
    },
  })
  context.after(() => app.stop())
  const reader = (await app.fetch(new Request('http://localhost/api/events/stream'))).body.getReader()
  const next = async () => new TextDecoder().decode((await reader.read()).value)
  assert.match(await next(), /^retry: \d+\n\n$/)
  const post = async (events) => {
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(events) }
    assert.equal((await app.fetch(new Request('http://localhost/api/events', init))).status, 200)
  }
  return { app, reads, next, post }
}

test('nothing is read for a client that does not take, and it learns what it lost', async (context) => {
  const { reads, next, post } = await openSlow(context, { capacity: 3 })
  const events = Array.from({ length: 10 }, () => nodeEvent())
  for (const event of events) await post([event])
  assert.deepEqual(reads, [])
  assert.equal(await next(), 'event: gap\ndata: {"missed":7}\n\n')
  for (const event of events.slice(7)) assert.ok((await next()).startsWith(`id: ${event.id}\n`))
  assert.deepEqual(reads, [3])
})

test('a slow client holds few large events', async (context) => {
  const { next, post } = await openSlow(context, { capacity: 5 })
  const large = () => Array.from({ length: 5 }, () => nodeEvent({ note: 'x'.repeat(200_000) }))
  await post(large())
  await next()
  const later = large()
  await post(later)
  assert.equal(await next(), 'event: gap\ndata: {"missed":4}\n\n')
  assert.ok((await next()).startsWith(`id: ${later[0].id}\n`))
})

test('what arrives while the store is read is not missed, not even at the end', async (context) => {
  let arrive = () => {}
  const { app, next, post } = await openSlow(context, {}, () => arrive())
  const event = nodeEvent()
  arrive = async () => {
    arrive = () => {}
    await post([event])
    app.stop()
  }
  assert.ok((await next()).startsWith(`id: ${event.id}\n`))
  assert.equal(await next(), '')
})
