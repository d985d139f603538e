import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { RingStore, startSink } from '@debugin/sink'
import { nodeEvent, testSink } from './sinks.mjs'

const ZIPPED = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
const EVERYTHING = { capacity: 1000, capacityBytes: 1e9 }

testSink('a body may come compressed, and the answers say so', async ({ call, get, ids }) => {
  const events = [nodeEvent(), nodeEvent({ note: 'Grüße' })]
  const send = (body) => call('/api/events', { method: 'POST', headers: ZIPPED, body })
  assert.equal((await (await send(gzipSync(JSON.stringify(events)))).json()).accepted, 2)
  assert.deepEqual(
    await ids('q=gr%C3%BC%C3%9Fe'),
    events.slice(1).map(({ id }) => id),
  )
  assert.equal((await call('/health')).headers.get('accept-encoding'), 'gzip')
  assert.deepEqual((await get('/health')).body.encodings, ['gzip'])
  for (const body of [JSON.stringify(events), gzipSync(JSON.stringify(events)).subarray(0, 40), '']) {
    const answer = await send(body)
    assert.equal(answer.status, 400)
    assert.match((await answer.json()).error, /^The body is not compressed with gzip: /)
  }
  const other = await call('/api/events', {
    method: 'POST',
    headers: { ...ZIPPED, 'content-encoding': 'br' },
    body: '[]',
  })
  assert.deepEqual([other.status, other.headers.get('accept-encoding')], [415, 'gzip'])
})

testSink(
  'a small body that inflates to a huge one gets 413',
  async ({ call, get }) => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 32))
    assert.ok(bomb.length < 60_000)
    const answer = await call('/api/events', { method: 'POST', headers: ZIPPED, body: bomb })
    assert.equal(answer.status, 413)
    assert.equal((await answer.json()).code, 'BODY_TOO_LARGE')
    assert.equal((await get('/health')).status, 200)
  },
  { maxBodyBytes: 1_000_000 },
)

/** A store that keeps nothing before it is told to. */
class HeldStore extends RingStore {
  #open
  waiting = 0
  #gate = new Promise((resolve) => {
    this.#open = resolve
  })

  async append(events) {
    this.waiting++
    await this.#gate
    return super.append(events)
  }

  release() {
    this.#open()
  }
}

const post = (sink, body) =>
  fetch(`${sink.url}/api/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })

test('when the store does not keep up, callers are told to come back, and nothing that was taken is lost', async (context) => {
  const store = new HeldStore(EVERYTHING)
  const sink = await startSink({ port: 0, store, maxPendingBytes: 1_000_000 })
  context.after(() => sink.stop())
  const events = Array.from({ length: 30 }, () => nodeEvent({ payload: { note: 'x'.repeat(100_000) } }))
  const answers = events.map((event) => post(sink, JSON.stringify(event)))
  const first = await Promise.race(answers)
  assert.equal(first.status, 429)
  assert.equal(first.headers.get('retry-after'), '1')
  const { code, details } = await first.json()
  assert.equal(code, 'TOO_MANY_REQUESTS')
  assert.ok(details.pendingBytes <= 1_000_000)
  assert.equal((await fetch(`${sink.url}/health`)).status, 200)
  store.release()
  const statuses = (await Promise.all(answers)).map(({ status }) => status)
  const taken = events.filter((_, index) => statuses[index] === 200).map(({ id }) => id)
  assert.ok(taken.length > 0 && taken.length < 10, `${taken.length} were taken`)
  const { events: kept } = await (await fetch(`${sink.url}/api/events`)).json()
  assert.deepEqual(kept.map(({ id }) => id).sort(), taken.sort())
  assert.equal((await post(sink, JSON.stringify(events.at(-1)))).status, 200, 'the room is free again')
})

test('a body that never ends takes no room from others for long', async (context) => {
  const sink = await startSink({ port: 0, maxPendingBytes: 500_000 })
  context.after(() => sink.stop())
  const socket = connect(sink.port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  const head =
    'POST /api/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 700000\r\n\r\n'
  socket.write(head + ' '.repeat(490_000))
  const body = JSON.stringify(nodeEvent({ payload: { note: 'x'.repeat(50_000) } }))
  while ((await post(sink, body)).status !== 429);
  socket.destroy()
  while ((await post(sink, body)).status !== 200);
})
