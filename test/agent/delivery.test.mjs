import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startEvents } from './harness/events.mjs'
import { startFakeSink } from './harness/fakeSink.mjs'
import { freePort } from './harness/freePort.mjs'
import { startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'

const SOURCE = `const steps = require('./steps.cjs')

function pass(n) {
  return n // passes
}

steps({
  pass(from, to) {
    let sum = 0
    for (let n = from; n < to; n++) sum += pass(n)
    return sum
  },
})
`

/** Starts the program with a logpoint that says the number, and with the sink given. */
async function start(context, url, points = 1) {
  const app = await startProgram(context, {
    files: { 'app.js': SOURCE },
    events: { url },
    env: { DEBUGIN_EVENT_SINK_URL: url },
  })
  for (let i = 0; i < points; i++)
    await app.api.log({ file: 'app.js', line: lineOf(SOURCE, '// passes'), message: '{n}' })
  const sink = async () => (await app.api.health()).eventSink
  return {
    ...app,
    sink,
    sinkIs: (what, test) =>
      until(what, async () => {
        const now = await sink()
        return test(now) && now
      }),
  }
}

const messages = (events) => events.flatMap(({ payload }) => (payload.message === undefined ? [] : [payload.message]))
const numbers = (from, to) => Array.from({ length: to - from }, (_, i) => String(from + i))
const isHit = ({ name }) => name === 'probe.hit.logpoint'
const accepted = { status: 200 }

test('a sink that is down from the start and comes later gets everything, in order', async (context) => {
  const port = await freePort()
  const app = await start(context, `http://127.0.0.1:${port}`)
  await app.step('pass', 0, 300)
  const down = await app.sinkIs('events that wait', ({ waiting }) => waiting === 301)
  assert.deepEqual([down.connected, down.delivered, down.dropped, down.refused], [false, 0, 0, 0])
  assert.match(down.lastError, /ECONNREFUSED|connect/)
  const events = await startEvents(context, port)
  const hits = await events.some(300, 'hits', isHit)
  assert.deepEqual(messages(hits), numbers(0, 300))
  assert.equal(events.all[0].name, 'agent.status.started')
  const up = await app.sinkIs('the last answer', ({ waiting }) => waiting === 0)
  assert.deepEqual([up.connected, up.delivered, up.dropped, up.lastError], [true, 301, 0, null])
})

test('beyond the bounds the oldest are dropped and counted', async (context) => {
  const port = await freePort()
  const app = await start(context, `http://127.0.0.1:${port}`, 3)
  await app.step('pass', 0, 7000)
  const down = await app.sinkIs('the bound', ({ waiting, dropped }) => waiting + dropped === 21_001)
  assert.deepEqual([down.waiting, down.dropped], [20_000, 1001])
  const events = await startEvents(context, port)
  const hits = await events.some(20_000, 'hits', isHit)
  const expected = numbers(0, 7000)
    .flatMap((n) => [n, n, n])
    .slice(-20_000)
  assert.deepEqual(messages(hits), expected)
})

test('what the sink refuses is dropped and counted, and the rest goes on', async (context) => {
  const answer = ([{ payload }]) =>
    payload.message === '3' ? { status: 400, body: { error: 'payload.message is odd' } } : accepted
  const fake = await startFakeSink(context, { answer })
  const app = await start(context, fake.url)
  await app.step('pass', 0, 6)
  const { delivered, refused, dropped, lastError } = await app.sinkIs(
    'an end',
    (now) => now.delivered + now.refused === 7,
  )
  assert.deepEqual({ delivered, refused, dropped }, { delivered: 6, refused: 1, dropped: 0 })
  assert.ok(lastError === null || /400.*message is odd/.test(lastError), lastError)
  assert.ok(fake.requests.every(({ events }) => events.length === 1))
  assert.deepEqual(messages(fake.requests.flatMap(({ events }) => events)).slice(1), numbers(0, 6))
})

test('of a batch that is refused as a whole only the bad event is lost', async (context) => {
  const answer = (events) => (messages(events).includes('3') ? { status: 400 } : accepted)
  const fake = await startFakeSink(context, { batch: true, answer })
  const app = await start(context, fake.url)
  await app.step('pass', 0, 50)
  const { delivered, refused } = await app.sinkIs('an end', ({ waiting, delivered: so }) => waiting === 0 && so >= 50)
  assert.deepEqual({ delivered, refused }, { delivered: 50, refused: 1 })
  const taken = fake.requests.filter(({ status }) => status === 200).flatMap(({ events }) => events)
  assert.deepEqual(
    messages(taken.filter(isHit)),
    numbers(0, 50).filter((n) => n !== '3'),
  )
})

test('429, 5xx and a broken connection are tried again, with the same id, until they are taken', async (context) => {
  const answers = [{ status: 503 }, { status: 429, headers: { 'retry-after': '0' } }, { status: 500 }]
  const fake = await startFakeSink(context, { batch: true, answer: (_, before) => answers[before] ?? accepted })
  const app = await start(context, fake.url)
  await app.step('pass', 0, 2)
  const { delivered, refused, dropped } = await app.sinkIs('an end', ({ delivered: so }) => so === 3)
  assert.deepEqual({ delivered, refused, dropped }, { delivered: 3, refused: 0, dropped: 0 })
  const first = fake.requests.slice(0, 4).map(({ events }) => events[0].id)
  assert.equal(new Set(first).size, 1)
  const taken = fake.requests.filter(({ status }) => status === 200).flatMap(({ events }) => events)
  assert.equal(new Set(taken.map(({ id }) => id)).size, 3)
})

test('a sink that hangs neither stops the program nor keeps it alive', async (context) => {
  const fake = await startFakeSink(context, { answer: () => undefined })
  const app = await start(context, fake.url)
  await until('a request that hangs', () => fake.requests.length > 0)
  for (let i = 0; i < 20; i++) assert.equal(await app.step('pass', i, i + 1), i)
  assert.equal((await app.api.health()).eventSink.connected, false)
  const releasedAt = performance.now()
  app.release()
  const { code, stdout, stderr } = await app.exit()
  assert.deepEqual([code, stdout, stderr], [0, '', ''])
  const ms = performance.now() - releasedAt
  assert.ok(ms < 10_000, `it ended ${ms} ms after its last work`)
})
