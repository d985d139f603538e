import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RingStore } from '@debugin/sink'
import { nodeEvent, testSink } from './sinks.mjs'

const EVERY = { runtimes: [], names: [], probeIds: [], applications: [], since: null, until: null, text: null }
const stored = (id, text = '{}') => ({
  id,
  name: 'probe.hit.snapshot',
  time: 0,
  runtime: 'node',
  application: null,
  probeId: 'p1',
  text,
})
const keptIn = async (store) => {
  const { total, events } = await store.find({ filter: EVERY, offset: 0, limit: 1000 })
  assert.equal(total, events.length)
  return events.map(({ id }) => id).join('')
}
const append = (store, ids, text) => store.append([...ids].map((id) => stored(id, text)))

test('the oldest events make room, by count', async () => {
  const store = new RingStore({ capacity: 3, capacityBytes: 1000 })
  assert.deepEqual(await append(store, 'abab'), [true, true, false, false])
  await append(store, 'cde')
  assert.equal(await keptIn(store), 'cde')
  assert.deepEqual(await append(store, 'ea'), [false, true], 'one that made room counts as new')
  assert.equal(await keptIn(store), 'dea')
})

test('the oldest events make room, by bytes', async () => {
  const store = new RingStore({ capacity: 100, capacityBytes: 30 })
  await append(store, 'abc', '"12345678"')
  assert.equal(await keptIn(store), 'abc')
  await append(store, 'd', '"ä"')
  assert.equal(await keptIn(store), 'bcd')
  await append(store, 'e', '"12345"')
  assert.equal(await keptIn(store), 'cde')
  await append(store, 'f', `"${'x'.repeat(100)}"`)
  assert.equal(await keptIn(store), 'f', 'the newest always stays')
  await append(store, 'gh', '"12345678"')
  assert.equal(await keptIn(store), 'gh')
})

test('numbers go on, whatever is forgotten', async () => {
  const store = new RingStore({ capacity: 4, capacityBytes: 1000 })
  const read = async (after, limit) =>
    (await store.read(after, limit)).map(({ id, sequence }) => `${id}${sequence}`).join()
  assert.equal(await store.lastSequence(), 0)
  assert.equal(await read(0, 10), '')
  await append(store, 'abcdef')
  assert.equal(await read(0, 10), 'c3,d4,e5,f6')
  assert.equal(await read(4, 10), 'e5,f6')
  assert.equal(await read(3, 2), 'd4,e5')
  assert.equal(await read(6, 10), '')
  assert.equal(await store.sequenceOf('e'), 5)
  assert.equal(await store.sequenceOf('a'), null)
  assert.equal(await store.clear(), 4)
  assert.equal(await store.clear(), 0)
  assert.equal(await store.sequenceOf('e'), null)
  assert.equal(await store.lastSequence(), 6)
  await append(store, 'ex')
  assert.equal(await read(0, 10), 'e7,x8')
  assert.equal(await keptIn(store), 'ex')
})

testSink(
  'a sink keeps what its options say',
  async ({ post, ids, get }) => {
    const events = Array.from({ length: 7 }, () => nodeEvent())
    for (const event of events) await post(event)
    assert.deepEqual(
      await ids(''),
      events.slice(4).map(({ id }) => id),
    )
    assert.equal((await get('/health')).body.events_received, 7)
  },
  { capacity: 3 },
)
