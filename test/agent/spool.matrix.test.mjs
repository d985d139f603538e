import assert from 'node:assert/strict'
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startEvents } from './harness/events.mjs'
import { startFakeSink } from './harness/fakeSink.mjs'
import { freePort } from './harness/freePort.mjs'
import { startProgram } from './harness/program.mjs'
import { temporaryFolder } from './harness/temporaryFolder.mjs'
import { lineOf } from './harness/tree.mjs'

const SOURCE = `const steps = require('./steps.cjs')

function pass(n, padding) {
  return n // passes
}

steps({
  pass(from, to, characters = 0) {
    const padding = 'x'.repeat(characters)
    for (let n = from; n < to; n++) pass(n, padding)
  },
  endAgentThread: () => globalThis.agentThread.terminate(),
})
`

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9'

function spoolFolder(context) {
  return temporaryFolder(context, 'debugin-spool-')
}

/** Starts the program with its events going to `url`, and a logpoint that says the number. */
async function start(context, spool, url, { env = {}, files = {}, point = true, ...options } = {}) {
  const app = await startProgram(context, {
    ...options,
    files: { ...files, 'app.js': SOURCE },
    events: { url },
    env: { DEBUGIN_SPOOL_DIR: spool, DEBUGIN_APPLICATION_NAME: 'spooling', DEBUGIN_EVENT_SINK_URL: url, ...env },
  })
  const line = lineOf(SOURCE, '// passes')
  if (point) await app.api.log({ file: 'app.js', line, message: '{n} {padding}' })
  const sink = async () => (await app.api.health()).eventSink
  const sinkIs = (what, passes) =>
    until(what, async () => {
      const now = await sink()
      return passes(now) && now
    })
  const kill = async () => {
    app.child.kill('SIGKILL')
    await app.exit()
  }
  return { ...app, sink, sinkIs, kill }
}

const isHit = ({ name }) => name === 'probe.hit.logpoint'
const numbersOf = (events) => events.filter(isHit).map(({ payload }) => Number(payload.message.split(' ')[0]))
const numbers = (from, to) => Array.from({ length: to - from }, (_, i) => from + i)
const filesIn = (folder) =>
  readdirSync(folder, { recursive: true }).filter((path) => statSync(join(folder, path)).isFile())
const segmentsIn = (folder) => filesIn(folder).filter((path) => path.endsWith('.spool'))

test('a program that is killed loses nothing: its next start sends it, in order, once', async (context) => {
  const spool = spoolFolder(context)
  const first = await start(context, spool, NOWHERE)
  await first.step('pass', 0, 300)
  const state = await first.sinkIs('a spool', ({ spooled }) => spooled === 301)
  assert.deepEqual([state.waiting, state.dropped, state.delivered, state.spool.problem], [301, 0, 0, null])
  await first.step('pass', 300, 600)
  await first.sinkIs('a longer spool', ({ spooled }) => spooled === 601)
  await first.kill()
  for (const path of segmentsIn(spool)) assert.equal(statSync(join(spool, path)).mode & 0o077, 0)

  const fake = await startFakeSink(context, { batch: true, answer: () => ({ status: 200 }) })
  const second = await start(context, spool, fake.url)
  const all = () => fake.requests.flatMap(({ events }) => events)
  await until('what was left', () => numbersOf(all()).length >= 600)
  await second.step('pass', 600, 610)
  await until('what came then', () => numbersOf(all()).length >= 610)
  await second.sinkIs('an end', ({ waiting, spooledBytes }) => waiting === 0 && spooledBytes === 0)
  assert.deepEqual(numbersOf(all()), numbers(0, 610))
  assert.equal(new Set(all().map(({ id }) => id)).size, all().length)
  assert.equal(all().filter(({ name }) => name === 'agent.status.started').length, 2)
  assert.deepEqual(filesIn(spool), [])
})

test('what cannot be sent at the end is sent by the next start', async (context) => {
  const spool = spoolFolder(context)
  const first = await start(context, spool, NOWHERE)
  await first.step('pass', 0, 2000)
  first.release()
  const { code, stderr } = await first.exit()
  assert.deepEqual([code, stderr], [0, ''])

  const events = await startEvents(context)
  const second = await start(context, spool, events.url, { point: false })
  await events.some(1, 'the end of the first', ({ name }) => name === 'agent.status.stopped')
  assert.deepEqual(numbersOf(events.all), numbers(0, 2000))
  await second.sinkIs('an end', ({ spooledBytes }) => spooledBytes === 0)
  assert.deepEqual(filesIn(spool), [])
})

test('a sink that is down for the whole run of one program and hangs for the next gets everything in the end', async (context) => {
  const spool = spoolFolder(context)
  const first = await start(context, spool, NOWHERE)
  await first.step('pass', 0, 50)
  first.release()
  await first.exit()
  const hanging = await startFakeSink(context, { answer: () => undefined })
  const second = await start(context, spool, hanging.url)
  await second.step('pass', 50, 100)
  await second.sinkIs('a spool', ({ spooled }) => spooled >= 50)
  second.release()
  assert.equal((await second.exit()).code, 0)
  const events = await startEvents(context)
  await start(context, spool, events.url, { point: false })
  await events.some(100, 'hits', isHit)
  assert.deepEqual(
    numbersOf(events.all).sort((a, b) => a - b),
    numbers(0, 100),
  )
})

test('of several programs that start at once only one sends what was left', async (context) => {
  const spool = spoolFolder(context)
  for (let run = 0; run < 3; run++) {
    const app = await start(context, spool, NOWHERE)
    await app.step('pass', run * 20, run * 20 + 20)
    await app.sinkIs('a spool', ({ spooled }) => spooled === 21)
    await app.kill()
  }
  const fake = await startFakeSink(context, { batch: true, answer: () => ({ status: 200 }) })
  await Promise.all([1, 2, 3].map(() => start(context, spool, fake.url, { point: false })))
  const all = () => numbersOf(fake.requests.flatMap(({ events }) => events))
  await until('what was left', () => all().length >= 60)
  await until('the end of it', () => filesIn(spool).length === 0)
  assert.deepEqual(
    all().sort((a, b) => a - b),
    numbers(0, 60),
  )
})

test('nobody sends what a program that still runs has spooled', async (context) => {
  const spool = spoolFolder(context)
  const first = await start(context, spool, NOWHERE)
  await first.step('pass', 0, 10)
  await first.sinkIs('a spool', ({ spooled }) => spooled === 11)
  const events = await startEvents(context)
  const second = await start(context, spool, events.url)
  await second.step('pass', 100, 110)
  await events.some(10, 'hits', isHit)
  assert.equal((await second.sink()).spooledBytes, 0)
  assert.deepEqual(numbersOf(events.all), numbers(100, 110))
  assert.equal((await first.sink()).spooled, 11)
  await first.kill()
  await start(context, spool, events.url, { point: false })
  await events.some(20, 'hits', isHit)
})

/** Finds the agent's thread as a program can, so that a test can end it. */
const GRAB = `const { subscribe } = require('node:diagnostics_channel')
// Node's own thread for loader hooks is an InternalWorker.
subscribe('worker_threads', ({ worker }) => {
  if (worker.constructor.name === 'Worker') globalThis.agentThread = worker
})
`

test("the agent's thread dies: the one that comes after it sends what it has spooled", async (context) => {
  const spool = spoolFolder(context)
  const port = await freePort()
  const app = await start(context, spool, `http://127.0.0.1:${port}`, {
    files: { 'grab.js': GRAB },
    preload: 'none',
    flags: ['-r', './grab.js', '-r', '@debugin/agent/register'],
  })
  await app.step('pass', 0, 50)
  await app.sinkIs('a spool', ({ spooled }) => spooled === 51)
  await app.step('endAgentThread')
  const events = await startEvents(context, port)
  await events.some(50, 'hits', isHit)
  await app.step('pass', 50, 60)
  await events.some(60, 'hits', isHit)
  assert.deepEqual(
    numbersOf(events.all).sort((a, b) => a - b),
    numbers(0, 60),
  )
})

test('beyond the bound the oldest go first, and are counted', async (context) => {
  const spool = spoolFolder(context)
  const port = await freePort()
  const env = { DEBUGIN_SPOOL_MAX_BYTES: '400000' }
  const app = await start(context, spool, `http://127.0.0.1:${port}`, { env })
  for (let n = 0; n < 1000; n += 100) {
    await app.step('pass', n, n + 100, 500)
    // With the event that says that the point was set.
    const made = n + 101
    await app.sinkIs('the disk', ({ spooled, dropped }) => spooled + dropped === made)
  }
  const { waiting, dropped } = await app.sink()
  assert.ok(dropped > 400 && waiting > 150, `${dropped} dropped, ${waiting} wait`)
  const bytes = filesIn(spool).reduce((sum, path) => sum + statSync(join(spool, path)).size, 0)
  assert.ok(bytes <= 400_000, `${bytes} bytes`)
  assert.deepEqual((await app.api.get('/stats')).body.delivery.eventSink.dropped, dropped)
  const events = await startEvents(context, port)
  await events.some(waiting, 'hits', isHit)
  assert.deepEqual(numbersOf(events.all), numbers(1000 - waiting, 1000))
})

test('a full disk: events wait in memory, it says so, and none is lost', async (context) => {
  const spool = spoolFolder(context)
  const port = await freePort()
  // The disk is full after 64 KiB.
  const app = await start(context, spool, `http://127.0.0.1:${port}`, { fileBlocks: 128 })
  for (let n = 0; n < 500; n += 50) await app.step('pass', n, n + 50, 500)
  const { dropped, spooled } = await app.sinkIs(
    'all, and a full disk',
    ({ waiting, spool: { problem } }) => waiting === 501 && problem !== null,
  )
  assert.equal(dropped, 0)
  assert.ok(spooled < 501)
  assert.match((await app.sink()).spool.problem, /EFBIG/)
  const events = await startEvents(context, port)
  await events.some(500, 'hits', isHit)
  assert.deepEqual(numbersOf(events.all), numbers(0, 500))
  await app.sinkIs('an end', (now) => now.waiting === 0)
})

test('a folder that cannot be had, or that others can write to: events wait in memory, and it says so', async (context) => {
  const spool = spoolFolder(context)
  const file = join(spool, 'file')
  writeFileSync(file, '')
  const port = await freePort()
  const app = await start(context, file, `http://127.0.0.1:${port}`)
  await app.step('pass', 0, 10)
  const { spooled } = await app.sinkIs(
    'all, and a problem',
    ({ waiting, spool: { problem } }) => waiting === 11 && problem?.includes('ENOTDIR'),
  )
  assert.equal(spooled, 0)

  const open = join(spool, 'open')
  const own = await start(context, open, NOWHERE)
  await own.step('pass', 0, 10)
  const { folder } = (await own.sinkIs('a spool', (now) => now.spooled === 11)).spool
  await own.kill()
  chmodSync(folder, 0o777)
  const events = await startEvents(context, port)
  await events.some(10, 'hits', isHit)
  const next = await start(context, open, events.url)
  await next.sinkIs('a problem', (now) => now.spool.problem?.includes('can be written to by others'))
  await next.step('pass', 100, 101)
  await events.some(11, 'hits', isHit)
  assert.deepEqual(numbersOf(events.all), [...numbers(0, 10), 100])
})

test('what is damaged on the disk is counted, and the rest arrives', async (context) => {
  const spool = spoolFolder(context)
  const first = await start(context, spool, NOWHERE)
  await first.step('pass', 0, 100)
  await first.sinkIs('a spool', ({ spooled }) => spooled === 101)
  await first.kill()
  const [path] = segmentsIn(spool).map((name) => join(spool, name))
  const lines = readFileSync(path, 'utf8').split('\n')
  assert.equal(lines.length, 103)
  const at = (n) => lines.findIndex((line) => line.includes(`"message":"${n} "`))
  lines[at(20)] = lines[at(20)].replace('"message":"20 "', '"message":"21 "')
  lines[at(50)] = ''
  const cut = lines[at(99)].slice(0, 200)
  writeFileSync(path, [...lines.slice(0, at(99)), cut].join('\n'))
  const events = await startEvents(context)
  const second = await start(context, spool, events.url, { point: false })
  const { dropped } = await second.sinkIs('an end', (now) => now.dropped > 0 && now.spooledBytes === 0)
  assert.equal(dropped, 3)
  assert.deepEqual(
    numbersOf(events.all),
    numbers(0, 99).filter((n) => n !== 20 && n !== 50),
  )
})

test('a program whose sink is there, or that has no point, writes nothing', async (context) => {
  const spool = spoolFolder(context)
  const events = await startEvents(context)
  const there = await start(context, spool, events.url)
  await there.step('pass', 0, 100)
  await events.some(100, 'hits', isHit)
  there.release()
  await there.exit()
  const idle = await start(context, spool, NOWHERE, { point: false })
  idle.release()
  await idle.exit()
  assert.deepEqual(readdirSync(spool), [])
})
