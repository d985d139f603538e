import assert from 'node:assert/strict'
import { nodeEvent, startedEvent, testSink } from './sinks.mjs'

const at = (minute) => `2026-01-31T12:0${minute}:00.000Z`
const a = nodeEvent({ timestamp: at(0), payload: { probeId: 'p1', message: 'Total is 42' } })
const b = nodeEvent({ timestamp: at(1), client: { runtime: 'python', applicationName: 'billing' } })
const c = nodeEvent({
  timestamp: at(2),
  name: 'probe.hit.logpoint',
  payload: { probeId: 'p2', path: 'C:\\temp\\x "y"' },
})
const d = startedEvent({ timestamp: at(3) })
const e = nodeEvent({ timestamp: at(4), client: { runtime: 'java', applicationName: 'billing', hostname: '100%' } })
const names = new Map(Object.entries({ a, b, c, d, e }).map(([name, event]) => [event.id, name]))

const queries = [
  ['', 'abcde'],
  ['runtime=node', 'acd'],
  ['runtime=Python', 'b'],
  ['runtime=python&runtime=java', 'be'],
  ['runtime=ruby', ''],
  ['event_type=probe.hit.logpoint', 'c'],
  ['event_type=probe.hit.logpoint&event_type=agent.status.started', 'cd'],
  ['probe_id=p1', 'abe'],
  ['probe_id=P1', ''],
  ['application=billing', 'be'],
  ['application=shop&event_type=probe.hit.snapshot', 'a'],
  [`since=${at(3)}`, 'de'],
  [`until=${at(1)}`, 'ab'],
  [`since=${at(1)}&until=${at(2)}`, 'bc'],
  ['since=2026-01-31T13:03:00%2B01:00', 'de'],
  ['since=2026-01-31T13:03:00+01:00', 'de'],
  ['since=2026-01-31T12:03', 'de'],
  ['q=total+is+42', 'a'],
  [`q=${encodeURIComponent('c:\\temp\\x "y"')}`, 'c'],
  ['q=100%25', 'e'],
  ['q=nowhere', ''],
  ['limit=2', 'ab', 5],
  ['offset=3', 'de', 5],
  ['limit=2&offset=2', 'cd', 5],
  ['limit=1&offset=1&runtime=node', 'c', 3],
  ['limit=0', '', 5],
  ['offset=9', '', 5],
  ['limit=&q=&runtime=&since=&offset=', 'abcde'],
]

testSink('every query', async ({ post, get }) => {
  await post([a, b, c, d, e])
  for (const [query, expected, total = expected.length] of queries) {
    const { status, body } = await get(`/api/events?${query}`)
    assert.equal(status, 200, query)
    assert.equal(body.events.map(({ id }) => names.get(id)).join(''), expected, query)
    assert.equal(body.total, total, query)
    assert.equal(body.count, body.events.length, query)
  }
})

testSink('the answer repeats the page that was asked for, 100 events where none was', async ({ post, get }) => {
  await post(Array.from({ length: 101 }, () => nodeEvent()))
  const { total, offset, limit, count, events } = (await get('/api/events')).body
  assert.deepEqual([total, offset, limit, count, events.length], [101, 0, 100, 100, 100])
  const last = (await get('/api/events?offset=100&limit=7')).body
  assert.deepEqual([last.total, last.offset, last.limit, last.count], [101, 100, 7, 1])
})

const refused = [
  ['runtme=node', 'UNKNOWN_FIELD', { field: 'runtme', nearest: 'runtime' }],
  ['probeId=p1', 'UNKNOWN_FIELD', { field: 'probeId', nearest: 'probe_id' }],
  ['type=x', 'UNKNOWN_FIELD', { field: 'type' }],
  ['event_type=probe.hit.snapshot.', 'INVALID_FIELD', { field: 'event_type', nearest: 'probe.hit.snapshot' }],
  ['since=yesterday', 'INVALID_FIELD', { field: 'since', value: 'yesterday' }],
  ['until=12', 'INVALID_FIELD', { field: 'until', value: '12' }],
  ['limit=-1', 'INVALID_FIELD', { field: 'limit', value: '-1' }],
  ['limit=ten', 'INVALID_FIELD', { field: 'limit' }],
  ['limit=1e3', 'INVALID_FIELD', { field: 'limit' }],
  ['limit=10001', 'INVALID_FIELD', { field: 'limit', expected: 'a whole number from 0 to 10000' }],
  ['offset=1.5', 'INVALID_FIELD', { field: 'offset' }],
  ['offset=99999999999999999999', 'INVALID_FIELD', { field: 'offset' }],
  ['limit=1&limit=2', 'INVALID_FIELD', { field: 'limit', expected: 'one value' }],
]

testSink('a query that does not fit gets 400 with the reason', async ({ get }) => {
  for (const [query, code, details] of refused) {
    const { status, body } = await get(`/api/events?${query}`)
    assert.equal(status, 400, query)
    assert.equal(body.code, code, query)
    for (const [key, value] of Object.entries(details)) assert.equal(body.details[key], value, `${query}: ${key}`)
    assert.ok(body.error.includes(details.field), query)
    if (details.nearest !== undefined) assert.ok(body.error.includes(`the nearest is "${details.nearest}"`), body.error)
  }
})
