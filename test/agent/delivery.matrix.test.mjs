import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { startSink } from '@debugin/sink'
import { until } from './harness/deadline.mjs'
import { startEvents } from './harness/events.mjs'
import { startFakeSink } from './harness/fakeSink.mjs'
import { freePort } from './harness/freePort.mjs'
import { startProgram } from './harness/program.mjs'
import { temporaryFolder } from './harness/temporaryFolder.mjs'
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
async function start(context, url, points = 1, env = {}) {
  const app = await startProgram(context, {
    files: { 'app.js': SOURCE },
    events: { url },
    env: { DEBUGIN_EVENT_SINK_URL: url, ...env },
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

test('a burst of ten thousand arrives, each once and in order: messages, then snapshots', async (context) => {
  const store = join(temporaryFolder(context), 'sink.db')
  const sink = await startSink({ port: 0, store })
  context.after(() => sink.stop())
  const app = await start(context, sink.url)
  const kept = async (query) => (await (await fetch(`${sink.url}/api/events?limit=10000&${query}`)).json()).events
  const total = async (query) => (await (await fetch(`${sink.url}/api/events?limit=0&${query}`)).json()).total
  const arrive = (query) => until(`ten thousand of ${query}`, async () => (await total(query)) === 10_000)
  await app.step('pass', 0, 10_000)
  await arrive('event_type=probe.hit.logpoint')
  assert.deepEqual(messages(await kept('event_type=probe.hit.logpoint')), numbers(0, 10_000))
  for (const { id } of await app.api.points()) await app.api.remove(id)
  await app.api.trace({ file: 'app.js', line: lineOf(SOURCE, '// passes') })
  await app.step('pass', 0, 10_000)
  await arrive('event_type=probe.hit.snapshot')
  const snapshots = await kept('event_type=probe.hit.snapshot')
  assert.deepEqual(
    snapshots.map(({ payload }) => String(payload.snapshot.arguments.n)),
    numbers(0, 10_000),
  )
  assert.equal((await app.sink()).dropped, 0)
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

const CUT = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"status":"accep'

/** Those that say when to come back cost no time; of the others a sink meets no more than three, since waits double. */
const TROUBLES = {
  'errors and requests to wait': [
    { status: 503, headers: { 'retry-after': '0' } },
    { status: 503, headers: { 'retry-after': new Date(0).toUTCString() } },
    { status: 429, headers: { 'retry-after': '0' } },
    { status: 500 },
  ],
  'what is wrong with the way to the sink': [
    { status: 401 },
    { status: 404 },
    { status: 307, headers: { location: 'http://127.0.0.1:9/' } },
  ],
  'garbage, half an answer, a connection that is cut': [
    { raw: '\u0000\u0001 what? \r\n\r\n' },
    { raw: CUT },
    { raw: '' },
  ],
}

for (const [what, troubles] of Object.entries(TROUBLES)) {
  test(`events come again with the same ids, and none is lost: ${what}`, async (context) => {
    const fake = await startFakeSink(context, { batch: true, answer: (_, before) => troubles[before] ?? accepted })
    const app = await start(context, fake.url)
    for (let n = 0; n < 20; n++) assert.equal(await app.step('pass', n, n + 1), n)
    const { delivered, refused, dropped } = await app.sinkIs('an end', ({ delivered: so }) => so === 21)
    assert.deepEqual({ delivered, refused, dropped }, { delivered: 21, refused: 0, dropped: 0 })
    const first = fake.requests.slice(0, troubles.length + 1).map(({ events }) => events[0].id)
    assert.equal(new Set(first).size, 1, 'each trouble was met with the same event')
    const taken = fake.requests.filter(({ status }) => status === 200).flatMap(({ events }) => events)
    assert.deepEqual(messages(taken.filter(isHit)), numbers(0, 20))
  })
}

test('an answer of 200 that is no JSON has taken all, and one without end is not read to it', async (context) => {
  const answers = [
    { raw: 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine' },
    { raw: `HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${'x'.repeat(6_000_000)}` },
  ]
  const fake = await startFakeSink(context, { answer: (_, before) => answers[before] ?? accepted })
  const app = await start(context, fake.url)
  await app.step('pass', 0, 3)
  await app.sinkIs('an end', ({ delivered }) => delivered === 4)
  assert.equal(fake.requests.length, 4)
})

test('a sink that hangs once is asked again', async (context) => {
  const fake = await startFakeSink(context, { batch: true, answer: (_, before) => (before > 0 ? accepted : undefined) })
  const app = await start(context, fake.url)
  await app.step('pass', 0, 100)
  const { dropped, refused } = await app.sinkIs('an end', ({ delivered }) => delivered === 101)
  assert.deepEqual({ dropped, refused }, { dropped: 0, refused: 0 })
})

test('of a batch that is too large for the sink nothing is lost', async (context) => {
  const answer = (events) => (events.length > 3 ? { status: 413 } : accepted)
  const fake = await startFakeSink(context, { batch: true, answer })
  const app = await start(context, fake.url)
  await app.step('pass', 0, 200)
  const { refused } = await app.sinkIs('an end', ({ delivered }) => delivered === 201)
  assert.equal(refused, 0)
})

test('what a sink refuses of a batch is counted, with the reason', async (context) => {
  const results = (events) => events.map(({ payload }) => resultOf(payload.message))
  const resultOf = (message) =>
    Number(message) % 10 === 3 ? { status: 'rejected', error: `no ${message}` } : { status: 'accepted' }
  const answer = (events) => (events.length === 1 ? accepted : { status: 200, body: { results: results(events) } })
  const fake = await startFakeSink(context, { batch: true, answer })
  const app = await start(context, fake.url)
  await app.step('pass', 0, 100)
  const { delivered, refused, lastError } = await app.sinkIs('an end', (now) => now.delivered + now.refused === 101)
  assert.deepEqual({ delivered, refused }, { delivered: 91, refused: 10 })
  assert.equal(lastError, 'no 93')
})

test('batches go to those that take them, compressed where they say so, in one connection', async (context) => {
  for (const [batch, encodings] of [
    [false, []],
    [true, []],
    [true, ['gzip']],
  ]) {
    const fake = await startFakeSink(context, { batch, encodings, answer: () => accepted })
    const app = await start(context, fake.url)
    await app.step('pass', 0, 1000)
    await app.sinkIs('an end', ({ delivered }) => delivered === 1001)
    const hits = fake.requests.filter(({ events }) => events.some(isHit))
    assert.deepEqual(messages(hits.flatMap(({ events }) => events.filter(isHit))), numbers(0, 1000))
    assert.equal(
      hits.every(({ parsed }) => !Array.isArray(parsed)),
      !batch,
    )
    assert.ok(fake.requests.every(({ text }) => text.length < 1_100_000))
    const compressed = fake.requests.filter(({ headers }) => headers['content-encoding'] === 'gzip')
    assert.equal(compressed.length > 0, encodings.length > 0)
    assert.ok(compressed.every(({ text }) => text.length >= 1024))
  }
})

test('a sink that comes back as another one is asked anew what it can', async (context) => {
  const port = await freePort()
  const app = await start(context, `http://127.0.0.1:${port}`)
  await app.step('pass', 0, 5)
  await app.sinkIs('events that wait', ({ waiting, connected }) => waiting === 6 && !connected)
  const fake = await startFakeSink(context, { port, batch: true, encodings: ['gzip'], answer: () => accepted })
  await app.sinkIs('an end', ({ delivered }) => delivered === 6)
  assert.equal(fake.requests.length, 1)
})

test('every request is signed, as the package of Standard Webhooks verifies it', async (context) => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const { Webhook } = createRequire(new URL('../oracles/package.json', import.meta.url))('standardwebhooks')
  const fake = await startFakeSink(context, {
    batch: true,
    encodings: ['gzip'],
    answer: (_, before) => (before === 0 ? { status: 500 } : accepted),
  })
  const app = await start(context, fake.url, 1, { DEBUGIN_SIGNING_SECRET: secret })
  await app.step('pass', 0, 500)
  await app.sinkIs('an end', ({ delivered }) => delivered === 501)
  for (const { text, headers } of fake.requests) new Webhook(secret).verify(text, headers)
  const [first, second, ...others] = fake.requests
  assert.equal(first.headers['webhook-id'] === second.headers['webhook-id'], first.text === second.text)
  assert.ok(others.every(({ headers }) => headers['webhook-id'] !== second.headers['webhook-id']))

  const events = await startEvents(context, 0, { signingSecrets: [secret] })
  const signed = await start(context, events.url, 1, { DEBUGIN_SIGNING_SECRET: secret })
  await signed.step('pass', 0, 10)
  assert.deepEqual(messages(await events.some(10, 'hits', isHit)), numbers(0, 10))
  const unsigned = await start(context, events.url)
  const refused = await unsigned.sinkIs('a refusal', ({ lastError }) => lastError?.includes('401'))
  assert.deepEqual([refused.delivered, refused.refused, refused.dropped], [0, 0, 0])
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
