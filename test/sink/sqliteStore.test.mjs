import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { test } from 'node:test'
import { EVENT_NAMES } from '@debugin/protocol'
import { openSqliteStore, RingStore } from '@debugin/sink'
import { DatabaseSync } from '@photostructure/sqlite'
import fc from 'fast-check'
import { until } from '../agent/harness/deadline.mjs'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'

const FREE = { retainMs: null, retainBytes: null, capacity: null, sync: false }
const EVERY = { runtimes: [], names: [], probeIds: [], applications: [], since: null, until: null, text: null }

const makeEvent = (changes = {}) => ({
  id: randomUUID(),
  name: 'probe.hit.snapshot',
  time: 0,
  runtime: 'node',
  application: 'shop',
  probeId: 'p1',
  text: '{}',
  ...changes,
})
const makeEvents = (count) => Array.from({ length: count }, () => makeEvent())

/** Opens a store in a new folder; `reopen` closes it and opens it again. */
async function openStore(context, bounds = {}) {
  const path = join(temporaryFolder(context), 'sink.db')
  let store = await openSqliteStore(path, { ...FREE, ...bounds })
  context.after(() => store.close())
  const reopen = async (others = {}) => {
    await store.close()
    store = await openSqliteStore(path, { ...FREE, ...others })
    return store
  }
  return { store, reopen }
}

/** Appends events a thousand at a time, as requests bring them. */
async function appendAll(store, events) {
  const isNew = []
  for (let at = 0; at < events.length; at += 1000) isNew.push(...(await store.append(events.slice(at, at + 1000))))
  return isNew
}

test('ids are known in memory, on their way into the table and in it, over ends and starts of the sink', async (context) => {
  const { store: first, reopen } = await openStore(context)
  const events = makeEvents(75_000)
  const someOf = (all) => all.filter((_, n) => n % 50 === 0)
  assert.ok((await appendAll(first, events.slice(0, 40_000))).every(Boolean))
  const second = await reopen()
  assert.equal((await appendAll(second, someOf(events.slice(0, 40_000)))).some(Boolean), false)
  assert.ok((await appendAll(second, events.slice(40_000))).every(Boolean))
  const third = await reopen()
  assert.equal((await appendAll(third, someOf(events))).some(Boolean), false)
  for (const n of [0, 20_000, 39_999, 40_000, 74_999]) assert.equal(await third.sequenceOf(events[n].id), n + 1)
  assert.equal(await third.sequenceOf(randomUUID()), null)

  const bounded = await reopen({ capacity: 60_000 })
  await until('60,000 events are left', () => bounded.state().events === 60_000)
  assert.deepEqual(await bounded.append([events[10], events[12_000], events[74_999], events[10]]), [
    true,
    true,
    false,
    false,
  ])
  assert.equal(await bounded.sequenceOf(events[10].id), 75_001)
  assert.equal(await bounded.sequenceOf(events[11].id), null)
})

test('what was forgotten comes anew, and numbers go on, also after a start', async (context) => {
  const { store, reopen } = await openStore(context)
  const events = makeEvents(3)
  await store.append(events)
  assert.equal(await store.clear(), 3)
  assert.deepEqual(await store.append(events.slice(0, 1)), [true])
  assert.deepEqual(await store.append(events.slice(0, 1)), [false])
  assert.equal(await store.clear(), 1)
  const again = await reopen()
  assert.equal(await again.lastSequence(), 4)
  assert.deepEqual(await again.append(events), [true, true, true])
  assert.equal(await again.sequenceOf(events[2].id), 7)
})

test('a commit that fails leaves nothing behind', async (context) => {
  const { store } = await openStore(context)
  const kept = makeEvent({ probeId: 'kept' })
  const other = makeEvent({ probeId: 'other' })
  await store.append([kept])
  await assert.rejects(store.append([other, makeEvent({ text: Symbol('no text') })]))
  assert.equal(await store.sequenceOf(other.id), null)
  assert.deepEqual(await store.append([makeEvent({ probeId: 'third' }), other, kept]), [true, true, false])
  const found = await store.find({ filter: { ...EVERY, probeIds: ['other'] }, offset: 0, limit: 10 })
  assert.deepEqual(
    found.events.map(({ id, sequence }) => [id, sequence]),
    [[other.id, 3]],
  )
})

const some = (...values) => fc.subarray(values)
const filters = fc.record({
  names: some(...EVENT_NAMES.slice(0, 3)),
  runtimes: some('node', 'java'),
  applications: some('shop', ''),
  probeIds: some('p1', 'p2', 'p3', 'p4'),
  since: fc.constantFrom(null, null, 20),
  until: fc.constantFrom(null, null, 80),
  text: fc.constantFrom(null, null, 'odd'),
})
const queries = fc.record({
  filter: filters,
  offset: fc.constantFrom(0, 0, 5, 150),
  limit: fc.constantFrom(0, 3, 1000),
})

test('a file finds what memory finds', async (context) => {
  const { store } = await openStore(context)
  const memory = new RingStore({ capacity: 1000, capacityBytes: 1e6 })
  const pick = (values, n) => values[n % values.length]
  const events = Array.from({ length: 300 }, (_, n) =>
    makeEvent({
      name: pick(EVENT_NAMES, n * 7),
      time: (n * 37) % 100,
      runtime: pick(['node', 'node', 'java', null], n),
      application: pick(['shop', '', null], n * 11),
      probeId: pick(['p1', 'p1', 'p1', 'p2', 'p3', null], n * 5),
      text: JSON.stringify(n % 2 === 1 ? 'odd' : 'even'),
    }),
  )
  await Promise.all([store.append(events), memory.append(events)])
  await fc.assert(
    fc.asyncProperty(queries, async (query) => {
      const [inFile, inMemory] = await Promise.all([store.find(query), memory.find(query)])
      assert.equal(inFile.total, inMemory.total)
      assert.deepEqual(
        inFile.events.map((event) => ({ ...event })),
        inMemory.events,
      )
    }),
    { numRuns: 300 },
  )
})

/** The tables of the first version of the file, as sinks made them. */
const FIRST_VERSION = `
CREATE TABLE events (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, received INTEGER NOT NULL, time INTEGER NOT NULL,
  name TEXT NOT NULL, runtime TEXT, application TEXT, probe_id TEXT
);
CREATE TABLE texts (sequence INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE INDEX events_time ON events (time);
CREATE INDEX events_name ON events (name);
CREATE INDEX events_runtime ON events (runtime);
CREATE INDEX events_application ON events (application);
CREATE INDEX events_probe_id ON events (probe_id);
PRAGMA application_id = 0x44424749;
PRAGMA user_version = 1;
`

test('a file of the first version is taken over', async (context) => {
  const path = join(temporaryFolder(context), 'old.db')
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; ${FIRST_VERSION}`)
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, 1, ?, ?, ?, ?, ?)')
  const insertText = database.prepare('INSERT INTO texts VALUES (?, ?)')
  const old = [
    makeEvent({ time: 5, text: '{"n":1}' }),
    makeEvent({ runtime: null, application: null, probeId: null, name: 'agent.status.started' }),
    makeEvent({ probeId: 'p2', text: '"é"' }),
    makeEvent({ application: null }),
  ]
  for (const [n, { id, time, name, runtime, application, probeId, text }] of old.entries()) {
    insert.run(n + 1, id, time, name, runtime, application, probeId)
    insertText.run(n + 1, text)
  }
  // The number of an event that is kept no longer is not given again.
  database.exec("UPDATE sqlite_sequence SET seq = 9 WHERE name = 'events'")
  database.close()
  const open = () => openSqliteStore(path, FREE)
  const store = await open()
  context.after(() => store.close())
  const { total, events } = await store.find({ filter: EVERY, offset: 0, limit: 10 })
  assert.equal(total, 4)
  assert.deepEqual(
    events.map((event) => ({ ...event })),
    old.map((event, n) => ({ ...event, sequence: n + 1 })),
  )
  const added = makeEvent()
  assert.deepEqual(await store.append([...old, added]), [false, false, false, false, true])
  assert.equal(await store.sequenceOf(added.id), 10)
  await store.close()
  const again = await open()
  context.after(() => again.close())
  assert.deepEqual(await again.append([old[2], added]), [false, false])
})
