import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { javaEventText, nodeEvent, pythonEventText, startedEvent, testSink } from './sinks.mjs'

const JSON_TYPE = { 'content-type': 'application/json' }
const isRecent = (iso) => /^\d{4}-\d\d-\d\dT.*Z$/.test(iso) && Math.abs(Date.now() - Date.parse(iso)) < 60_000

testSink('one event is accepted and kept as it came', async ({ post, get }) => {
  const event = nodeEvent({ extra: [1, { deep: null }] })
  const { status, body } = await post(event)
  assert.equal(status, 200)
  assert.deepEqual(Object.keys(body), ['status', 'id', 'timestamp'])
  assert.equal(body.status, 'accepted')
  assert.equal(body.id, event.id)
  assert.ok(isRecent(body.timestamp))
  assert.deepEqual((await get('/api/events')).body, { total: 1, offset: 0, limit: 100, count: 1, events: [event] })
})

testSink('health counts what came in until it is cleared', async ({ post, get, call }) => {
  const before = (await get('/health')).body
  assert.ok(isRecent(before.timestamp))
  assert.deepEqual(before, {
    status: 'healthy',
    service: 'debugin-event-sink',
    events_received: 0,
    timestamp: before.timestamp,
    batch: true,
    encodings: ['gzip'],
    signed: false,
    store: before.store,
  })
  assert.deepEqual([before.store.events, before.store.dropped], [0, 0])
  const event = nodeEvent()
  await post([event, event, nodeEvent(), 5])
  await post(event)
  assert.equal((await get('/health')).body.events_received, 2)

  const cleared = await (await call('/api/events/clear', { method: 'POST' })).json()
  assert.equal(cleared.status, 'cleared')
  assert.equal(cleared.count, 2)
  assert.equal((await get('/health')).body.events_received, 0)
  assert.equal((await get('/api/events')).body.total, 0)
  assert.equal((await post(event)).body.repeated, undefined)
})

testSink('an event sent again is harmless', async ({ post, ids }) => {
  const event = nodeEvent()
  const other = nodeEvent()
  await post(event)
  const again = await post({ ...event, id: event.id.toUpperCase() })
  assert.equal(again.status, 200)
  assert.equal(again.body.status, 'accepted')
  assert.equal(again.body.repeated, true)
  const batch = await post([event, other, other])
  assert.deepEqual(
    batch.body.results.map(({ status, id, repeated }) => [status, id, repeated]),
    [
      ['accepted', event.id, true],
      ['accepted', other.id, undefined],
      ['accepted', other.id, true],
    ],
  )
  assert.deepEqual(await ids(''), [event.id, other.id])
})

testSink('a batch answers for each event', async ({ post, ids }) => {
  const good = [nodeEvent(), startedEvent()]
  const unknown = nodeEvent({ name: 'probe.hit.metrics' })
  const { status, body } = await post([good[0], unknown, 'text', { ...nodeEvent(), id: 5 }, good[1]])
  assert.equal(status, 200)
  assert.equal(body.status, 'accepted')
  assert.equal(body.accepted, 2)
  assert.equal(body.rejected, 3)
  assert.ok(isRecent(body.timestamp))
  assert.deepEqual(
    body.results.map(({ status, id, code }) => [status, id, code]),
    [
      ['accepted', good[0].id, undefined],
      ['rejected', unknown.id, 'INVALID_FIELD'],
      ['rejected', null, 'INVALID_FIELD'],
      ['rejected', null, 'INVALID_FIELD'],
      ['accepted', good[1].id, undefined],
    ],
  )
  assert.match(body.results[1].error, /^name is "probe.hit.metrics"; expected one of/)
  assert.equal(body.results[3].details.field, 'id')
  assert.deepEqual(await ids(''), [good[0].id, good[1].id])
})

testSink('a batch may be empty, and must not be endless', async ({ post }) => {
  assert.deepEqual((await post([])).body.results, [])
  const { status, body } = await post(new Array(10_001).fill(0))
  assert.equal(status, 413)
  assert.equal(body.code, 'BODY_TOO_LARGE')
  assert.match(body.error, /10001 events; the sink takes 10000/)
})

testSink('a bad event gets 400 with the reason', async ({ post }) => {
  const { status, body } = await post(nodeEvent({ payload: { line: '12' } }))
  assert.equal(status, 400)
  assert.deepEqual(body, {
    error: 'payload.line is "12"; expected a whole number from 1',
    code: 'INVALID_FIELD',
    details: { field: 'payload.line', value: '12', expected: 'a whole number from 1' },
  })
  const { id: _, ...nameless } = nodeEvent()
  assert.equal((await post(nameless)).body.code, 'MISSING_FIELD')
  assert.match((await post('5')).body.error, /^event is 5; expected an object/)
})

testSink('events of Python are taken as they come', async ({ post, call, ids }) => {
  const id = randomUUID()
  assert.equal((await post(pythonEventText(id))).status, 200)
  const text = await (await call('/api/events')).text()
  assert.match(text, /"order": 12345678901234567890,/, 'digits are kept')
  const [event] = JSON.parse(text).events
  assert.equal(event.timestamp, '2026-01-31T12:00:00.123456+00:00')
  assert.equal(event.payload.message, 'café is "NaN"')
  assert.deepEqual(event.payload.ratio, { __tpd_type__: 'number', __repr__: 'NaN' })
  assert.deepEqual(event.payload.limits, [
    { __tpd_type__: 'number', __repr__: '-Infinity' },
    { __tpd_type__: 'number', __repr__: 'Infinity' },
  ])
  assert.deepEqual(await ids('runtime=python'), [id])
  assert.deepEqual(await ids(`q=${encodeURIComponent('CAFÉ is "nan"')}`), [id])
})

testSink('events of Java are taken as they come', async ({ post, call, ids }) => {
  const id = randomUUID()
  const { status, body } = await post(javaEventText(id), { 'content-type': 'application/json; charset=UTF-8' })
  assert.equal(status, 200)
  assert.equal(body.id, id.toUpperCase(), 'the answer repeats the id as it was sent')
  assert.match(await (await call('/api/events')).text(), /"account":9007199254740993,/)
  for (const query of [
    'runtime=java',
    'runtime=JAVA',
    'application=ledger',
    'q=a%3Db',
    'until=2026-01-31T12:00:00.123Z',
  ]) {
    assert.deepEqual(await ids(query), [id.toUpperCase()], query)
  }
})

testSink('a batch keeps each event in its own words', async ({ post, call }) => {
  const texts = [
    javaEventText(randomUUID()),
    JSON.stringify(nodeEvent({ note: 'a ] } , [ { "' })),
    pythonEventText(randomUUID()),
  ]
  const { body } = await post(` [ ${texts.join(' ,\n')} ] `)
  assert.equal(body.accepted, 3)
  const text = await (await call('/api/events')).text()
  assert.ok(text.includes(texts[0]))
  assert.ok(text.includes(texts[1]))
  assert.match(text, /"order": 12345678901234567890,/)
})

testSink('a body that is not JSON gets 400', async ({ post }) => {
  for (const text of ['', '{', '[1,', 'NaN', '{"a": nan}', '"NaN', '"\\', '{"name": Infinity']) {
    const { status, body } = await post(text)
    assert.equal(status, 400, text)
    if (text !== 'NaN') assert.equal(body.code, 'INVALID_JSON', text)
  }
})

testSink('a body that is not declared as JSON gets 415', async ({ post }) => {
  const text = JSON.stringify(nodeEvent())
  const refused = [
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/jsonp' },
    { 'content-type': 'application/x-ndjson' },
    { ...JSON_TYPE, 'content-encoding': 'br' },
  ]
  for (const headers of refused) {
    const { status, body } = await post(text, headers)
    assert.equal(status, 415, JSON.stringify(headers))
    assert.equal(body.code, 'UNSUPPORTED_MEDIA_TYPE')
    assert.match(body.error, /send events as (?:application\/json|they are, or compressed with gzip)$/)
  }
  assert.equal((await post(text, { 'content-type': 'Application/JSON;charset=utf-8' })).status, 200)
})

testSink(
  'a body over the bound gets 413, with its length declared or not',
  async ({ post, call, get }) => {
    const large = JSON.stringify(nodeEvent({ note: 'x'.repeat(2000) }))
    const declared = await post(large)
    assert.equal(declared.status, 413)
    assert.equal(declared.body.code, 'BODY_TOO_LARGE')
    assert.equal(declared.body.details.maxBytes, 2000)

    const stream = new Blob([large]).stream()
    const init = { method: 'POST', headers: JSON_TYPE, body: stream, duplex: 'half' }
    assert.equal((await call('/api/events', init)).status, 413)

    const growing = JSON.stringify(nodeEvent()).replace('"line":12', `"line":12,"many":[${new Array(100).fill('NaN')}]`)
    assert.ok(growing.length < 2000)
    assert.equal((await post(growing)).status, 413)

    assert.equal((await post(nodeEvent())).status, 200)
    assert.equal((await get('/api/events')).body.total, 1)
  },
  { maxBodyBytes: 2000 },
)

testSink('deep nesting does no harm', async ({ post, ids }) => {
  const event = nodeEvent()
  const text = JSON.stringify(event).replace('"line":12', `"line":12,"deep":${'['.repeat(50_000)}${']'.repeat(50_000)}`)
  assert.equal((await post(`[${text}]`)).body.accepted, 1)
  assert.equal((await post(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)).body.rejected, 1)
  assert.equal((await ids('q=line')).length, 1)
})

testSink('a call that does not exist gets 404 with those that do', async ({ call }) => {
  for (const [method, path] of [
    ['GET', '/events'],
    ['PUT', '/api/events'],
    ['GET', '/api/events/clear'],
  ]) {
    const response = await call(path, { method })
    const body = await response.json()
    assert.equal(response.status, 404)
    assert.equal(body.code, 'NOT_FOUND')
    assert.ok(body.details.calls.includes('POST /api/events'))
  }
  assert.equal((await call('/api/events/')).status, 200)
})
