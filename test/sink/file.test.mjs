import assert from 'node:assert/strict'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSqliteStore, startSink } from '@debugin/sink'
import { until } from '../agent/harness/deadline.mjs'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'
import { start } from '../cli/command.mjs'
import { nodeEvent } from './sinks.mjs'

const EVERY = { runtimes: [], names: [], probeIds: [], applications: [], since: null, until: null, text: null }
const FREE = { retainMs: null, retainBytes: null, capacity: null, sync: false }

const post = (url, events) =>
  fetch(`${url}/api/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(events),
  })
const getJson = async (url) => (await fetch(url)).json()

/** The command with a store, and where it listens. */
async function command(context, store, prefix = []) {
  const running = start(context, [...prefix, 'sink', '--port', '0', '--store', store])
  const [, url] = await running.shows(/^DebugIn sink at (\S+)\n/)
  return { ...running, url }
}

/** Sends batches from several callers at once, until the sink is gone; gives the ids that it said it had kept. */
async function sendUntilGone(url, onBatch) {
  const acknowledged = []
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (;;) {
        const events = Array.from({ length: 25 }, () => nodeEvent({ payload: { note: 'x'.repeat(500) } }))
        try {
          const response = await post(url, events)
          const { results } = await response.json()
          acknowledged.push(...results.filter(({ status }) => status === 'accepted').map(({ id }) => id))
        } catch {
          return
        }
        onBatch(acknowledged.length)
      }
    }),
  )
  return acknowledged
}

async function storedIds(url) {
  const ids = []
  for (let page = null; page === null || ids.length < page.total; ) {
    page = await getJson(`${url}/api/events?limit=10000&offset=${ids.length}`)
    ids.push(...page.events.map(({ id }) => id))
  }
  return ids
}

test('kill -9 in the middle loses nothing that was acknowledged', async (context) => {
  const store = join(temporaryFolder(context), 'sink.db')
  let acknowledged = []
  for (let round = 0; round < 3; round++) {
    const sink = await command(context, store)
    const before = acknowledged.length
    const sent = await sendUntilGone(sink.url, (count) => count >= 500 && sink.child.kill('SIGKILL'))
    assert.equal((await sink.ended).signal, 'SIGKILL')
    acknowledged = [...acknowledged, ...sent]
    assert.ok(acknowledged.length >= before + 500)
  }
  const sink = await command(context, store)
  const kept = new Set(await storedIds(sink.url))
  assert.deepEqual(
    acknowledged.filter((id) => !kept.has(id)),
    [],
  )
  assert.equal((await getJson(`${sink.url}/health`)).store.events, kept.size)
})

test('a sink that stops and starts goes on where it was', async (context) => {
  const store = join(temporaryFolder(context), 'deep', 'sink.db')
  const events = Array.from({ length: 5 }, () => nodeEvent())
  const first = await command(context, store)
  await post(first.url, events.slice(0, 3))
  first.child.kill('SIGTERM')
  const { code, stderr } = await first.ended
  assert.deepEqual([code, stderr], [0, ''])
  assert.equal(statSync(store).mode & 0o077, 0)

  const second = await command(context, store)
  const answer = await (await post(second.url, events)).json()
  assert.deepEqual(
    answer.results.map(({ repeated }) => repeated === true),
    [true, true, true, false, false],
  )
  assert.deepEqual(
    await storedIds(second.url),
    events.map(({ id }) => id),
  )
  const stream = await fetch(`${second.url}/api/events/stream`, { headers: { 'last-event-id': events[1].id } })
  const reader = stream.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes(`id: ${events[4].id}\n`)) text += (await reader.read()).value
  assert.deepEqual(
    [...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id),
    events.slice(2).map(({ id }) => id),
  )
})

test('a file has one sink at a time, and is nothing else', async (context) => {
  const folder = temporaryFolder(context)
  const store = join(folder, 'sink.db')
  const sink = await startSink({ port: 0, store })
  await assert.rejects(startSink({ port: 0, store }), {
    code: 'INVALID_OPTION',
    message: /sink\.db is in use by another sink; name another file, or memory$/,
  })
  const other = start(context, ['sink', '--port', '0', '--store', store])
  await other.shows(/sink\.db is in use by another sink/, 'stderr')
  await sink.stop()
  await (await startSink({ port: 0, store })).stop()
  ;(await command(context, store)).child.kill()

  const text = join(folder, 'notes.txt')
  writeFileSync(text, 'not a database, but quite a text. '.repeat(100))
  await assert.rejects(startSink({ port: 0, store: text }), { message: /notes\.txt is no store of a sink; name/ })
  await assert.rejects(startSink({ port: 0, store: join(text, 'sink.db') }), { message: /cannot be opened: E/ })
  const { DatabaseSync } = await import('@photostructure/sqlite')
  const foreign = new DatabaseSync(join(folder, 'other.db'))
  foreign.exec('CREATE TABLE t (a)')
  foreign.close()
  await assert.rejects(startSink({ port: 0, store: join(folder, 'other.db') }), {
    message: /database of something else/,
  })
})

test('a port that is taken leaves the file free', async (context) => {
  const store = join(temporaryFolder(context), 'sink.db')
  const other = await startSink({ port: 0 })
  context.after(() => other.stop())
  await assert.rejects(startSink({ port: other.port, store }), { message: /is taken/ })
  await (await startSink({ port: 0, store })).stop()
})

const describe = (id, text = '{}') => ({
  id,
  name: 'probe.hit.snapshot',
  time: 0,
  runtime: 'node',
  application: null,
  probeId: null,
  text,
})
const idsIn = async (store) =>
  (await store.find({ filter: EVERY, offset: 0, limit: 100_000 })).events.map(({ id }) => id)

test('old events go, by age, by number and by size', async (context) => {
  const folder = temporaryFolder(context)
  const reopen = async (name, bounds) => {
    const store = await openSqliteStore(join(folder, name), { ...FREE, ...bounds })
    context.after(() => store.close())
    return store
  }
  const fill = async (name, text) => {
    const store = await reopen(name, {})
    await store.append(Array.from({ length: 1000 }, (_, i) => describe(`e${i}`, text)))
    const { bytes } = store.state()
    await store.close()
    return bytes
  }
  const ends = (store, test) => until('the bound', async () => test(store.state()))

  await fill('number.db')
  const counted = await reopen('number.db', { capacity: 10 })
  await ends(counted, ({ events }) => events === 10)
  assert.deepEqual(
    await idsIn(counted),
    Array.from({ length: 10 }, (_, i) => `e${990 + i}`),
  )
  assert.equal(counted.state().dropped, 990)
  assert.deepEqual(await counted.append([describe('e5'), describe('e995')]), [true, false])
  assert.equal(await counted.lastSequence(), 1001)

  await fill('age.db')
  const aged = await reopen('age.db', { retainMs: 1 })
  await ends(aged, ({ events }) => events === 0)

  const large = await fill('size.db', JSON.stringify('x'.repeat(10_000)))
  assert.ok(large > 10_000_000)
  const sized = await reopen('size.db', { retainBytes: 5_000_000 })
  await ends(sized, ({ bytes }) => bytes <= 5_000_000)
  const left = await idsIn(sized)
  assert.ok(left.length > 300 && left.length < 500, `${left.length} of 1000`)
  assert.equal(left.at(-1), 'e999')
})

test('the journal is copied into the file while events come, and stays small', async (context) => {
  const path = join(temporaryFolder(context), 'sink.db')
  const store = await openSqliteStore(path, FREE)
  context.after(() => store.close())
  const text = JSON.stringify('x'.repeat(20_000))
  const size = (file) => statSync(file).size
  // Enough for a copy each time, and two at a time, so that there is always one that waits when another is done.
  for (let round = 1; round <= 8; round++) {
    for (let i = 0; i < 10; i++) {
      const batch = (name) =>
        store.append(Array.from({ length: 50 }, (_, at) => describe(`${name}${round}-${i}-${at}`, text)))
      await Promise.all([batch('a'), batch('b')])
    }
    await until(`a copy of ${round * 20} MB`, () => size(path) > round * 15_000_000)
  }
  assert.ok(size(`${path}-wal`) < 100_000_000, `the journal has ${size(`${path}-wal`)} bytes`)
  assert.equal(store.state().events, 8000)
})

test('commits wait for a disk that is slower than they are, so that the journal stays small', async (context) => {
  const path = join(temporaryFolder(context), 'sink.db')
  const store = await openSqliteStore(path, FREE)
  context.after(() => store.close())
  const { thread } = store.checkpoints
  const journal = () => statSync(`${path}-wal`).size
  // A disk that does nothing until it is let go.
  const asked = []
  const ask = thread.postMessage.bind(thread)
  thread.postMessage = (message) => asked.push(message)
  const text = JSON.stringify('x'.repeat(20_000))
  let kept = 0
  const appended = Promise.all(
    Array.from({ length: 120 }, async (_, i) => {
      await store.append(Array.from({ length: 50 }, (_, at) => describe(`${i}-${at}`, text)))
      kept += 50
    }),
  )
  await until('the journal to have grown', () => journal() > 60_000_000)
  assert.ok(kept < 6000, 'no commit waited')
  thread.postMessage = ask
  for (const message of asked) thread.postMessage(message)
  await appended
  // SQLite never cuts a journal off: its size is the largest that it had.
  assert.ok(journal() < 100_000_000, `the journal has ${journal()} bytes`)
  assert.equal(store.state().events, 6000)
})

test('a store whose copying thread dies goes on: it copies by itself, keeps all and lets go of the file', async (context) => {
  const path = join(temporaryFolder(context), 'sink.db')
  const store = await openSqliteStore(path, FREE)
  context.after(() => store.close())
  const text = JSON.stringify('x'.repeat(20_000))
  const size = (file) => statSync(file).size
  const append = (name) => store.append(Array.from({ length: 50 }, (_, at) => describe(`${name}-${at}`, text)))
  const appendMany = (name) => Promise.all(Array.from({ length: 20 }, (_, i) => append(`${name}-${i}`)))
  // Enough for a copy, so that the thread may be at it.
  await Promise.all([appendMany('before'), store.checkpoints.thread.terminate()])
  await appendMany('after')
  await appendMany('later')
  assert.ok(size(path) > 40_000_000, `${size(path)} bytes of 60 MB were copied`)
  assert.ok(size(`${path}-wal`) < 60_000_000, `the journal has ${size(`${path}-wal`)} bytes`)
  const { events } = store.state()
  assert.equal(events, 3000)
  await store.close()
  const again = await openSqliteStore(path, FREE)
  context.after(() => again.close())
  assert.equal(again.state().events, events)
})

test('a full disk takes nothing and says so; what was acknowledged stays', async (context) => {
  const store = join(temporaryFolder(context), 'sink.db')
  // As good as a full disk: no file of the process may become larger.
  const limited = start(context, ['sink', '--port', '0', '--store', store], { fileBlocks: 2000 })
  const [, url] = await limited.shows(/^DebugIn sink at (\S+)\n/)
  const acknowledged = []
  let failed = null
  for (let i = 0; i < 200 && failed === null; i++) {
    const events = Array.from({ length: 20 }, () => nodeEvent({ payload: { note: 'x'.repeat(3000) } }))
    const response = await post(url, events)
    const body = await response.json()
    if (response.status === 200) acknowledged.push(...body.results.map(({ id }) => id))
    else failed = { status: response.status, ...body }
  }
  assert.equal(failed?.status, 500)
  assert.match(failed.error, /^The sink failed: .*(?:full|I\/O)/i)
  assert.equal((await getJson(`${url}/health`)).status, 'healthy')
  limited.child.kill('SIGKILL')
  await limited.ended
  const sink = await command(context, store)
  assert.deepEqual(await storedIds(sink.url), acknowledged)
})
