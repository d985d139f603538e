import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startProgram } from './harness/program.mjs'
import { follow } from './harness/sse.mjs'
import { lineOf } from './harness/tree.mjs'

const SOURCE = `const steps = require('./steps.cjs')
const big = 'x'.repeat(20000)
function price(quantity) {
  return quantity * 4
}
function heavy(n) {
  return big.length + n
}
steps({
  price,
  heavy: (from, to) => { for (let n = from; n < to; n++) heavy(n) },
})
`

const app = await startProgram({ after }, { files: { 'app.js': SOURCE } })
const { api } = app
const LINE = lineOf(SOURCE, 'return quantity')
const HEAVY = lineOf(SOURCE, 'return big')

afterEach(async () => {
  for (const { id } of await api.points()) await api.remove(id)
})

test('an event arrives at once, as the sink gets it', async (context) => {
  const stream = await follow(context, `${api.url}/events`)
  assert.equal(stream.status, 200)
  assert.match(stream.headers['content-type'], /^text\/event-stream/)
  const { id } = await api.trace({ file: 'app.js', line: LINE })
  await app.step('price', 3)
  const frame = await stream.until('the hit', (frames) => frames.find(({ data }) => data.payload.probeId === id))
  assert.equal(frame.id, frame.data.id)
  assert.deepEqual(frame.data, await app.events.hit(id))
  assert.equal(stream.frames[0].retry, '1000')
})

test('events can be chosen by name and by point', async (context) => {
  const trace = await api.trace({ file: 'app.js', line: LINE })
  const log = await api.log({ file: 'app.js', line: LINE, message: 'q {quantity}' })
  const other = await api.log({ file: 'app.js', line: LINE, message: 'other' })
  const logs = await follow(context, `${api.url}/events?event_type=probe.hit.logpoint&probe_id=${log.id}`)
  const both = await follow(context, `${api.url}/events?probe_id=${log.id}&probe_id=${trace.id}`)
  await app.step('price', 1)
  await app.step('price', 2)
  const messages = await logs.until('two messages', (frames) => frames.length >= 2 && frames)
  assert.deepEqual(
    messages.map(({ data }) => data.payload.message),
    ['q 1', 'q 2'],
  )
  const four = await both.until('four events', (frames) => frames.length >= 4 && frames)
  assert.ok(four.every(({ data }) => data.payload.probeId !== other.id))
})

test('a name that is no event, and an unknown filter', async () => {
  const { body } = await api.get('/events?event_type=probe.hit')
  assert.equal(body.code, 'INVALID_FIELD')
  assert.match(body.error, /nearest is "probe\.hit\./)
  assert.match((await api.get('/events?event=1')).body.error, /"event_type"/)
})

test('one who does not read loses the oldest events and is told how many; others and the program go on', async (context) => {
  const slow = await follow(context, `${api.url}/events?event_type=probe.hit.logpoint`, { read: false })
  const quick = await follow(context, `${api.url}/events?event_type=probe.hit.logpoint`)
  // Four times what the connection itself can hold.
  const many = 6000
  await api.log({ file: 'app.js', line: HEAVY, message: '{n} {big}' })
  for (let n = 0; n < many; n += 500) await app.step('heavy', n, n + 500)
  const got = await quick.until('all events', (frames) => {
    const missed = frames.filter(({ event }) => event === 'gap').reduce((sum, { data }) => sum + data.missed, 0)
    return frames.filter(({ event }) => event === undefined).length + missed >= many && frames
  })
  slow.read()
  const late = await slow.until('the gap', (frames) => {
    const missed = frames.filter(({ event }) => event === 'gap').reduce((sum, { data }) => sum + data.missed, 0)
    const events = frames.filter(({ event }) => event === undefined)
    return missed > 0 && events.length + missed === many && { missed, last: events.at(-1) }
  })
  assert.ok(got.length > 0)
  assert.ok(late.missed > 0)
  assert.match(late.last.data.payload.message, new RegExp(`^${many - 1} `))
})

test('only so many may follow, and one who leaves makes room', async (context) => {
  const streams = []
  for (;;) {
    const stream = await follow(context, `${api.url}/events`)
    if (stream.status !== 200) {
      assert.deepEqual([stream.status, stream.headers['retry-after']], [429, '1'])
      break
    }
    streams.push(stream)
    assert.ok(streams.length <= 60)
  }
  for (const stream of streams) stream.close()
  await until('room', async () => {
    const stream = await follow(context, `${api.url}/events`)
    return stream.status === 200
  })
})

test('the end of the program ends the stream, and its last event is in it', async (context) => {
  const other = await startProgram(context, { files: { 'app.js': SOURCE }, events: app.events })
  const stream = await follow(context, `${other.api.url}/events`)
  other.release()
  assert.equal((await other.exit()).code, 0)
  await until('the end of the stream', () => stream.ended)
  assert.equal(stream.frames.at(-1)?.data?.name, 'agent.status.stopped')
})
