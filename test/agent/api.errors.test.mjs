import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'

const SOURCE = `const steps = require('./steps.cjs')

/*
 * A comment of
 * some lines.
 */
function price(quantity) {
  const each = 4

  return quantity * each
}

function fill(count, line) {
  const agent = require('@debugin/agent').getInstance()
  for (let i = 0; i < count; i++) agent.setTracepoint('app.js', line, null, { enabled: false, tags: ['many'] })
}

steps({ price, fill })
`

const PADDED = { files: { 'app.js': SOURCE, 'prices.js': '\n\nexports.x = 1\n', 'broken.js': 'const = 1\n' } }
const app = await startProgram({ after }, PADDED)
const { api, events } = app
const LINE = lineOf(SOURCE, 'return quantity')
const AT = { file: 'app.js', line: LINE }
const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000'

const trace = await api.trace({ ...AT, condition: 'quantity > 0', tags: ['kept'] })
const log = await api.log({ ...AT, message: 'price of {quantity}' })

/**
 * What must be refused: how it is called, the status, the code, what the message has to name, and what `details` hold.
 * A body goes to POST /tracepoints unless the call says otherwise.
 */
const REFUSED = {
  'a body that is not JSON': { body: '{"file": "app.js", "line": }', answer: [400, 'INVALID_JSON', /not JSON/] },
  'an empty body': { body: '', answer: [400, 'INVALID_JSON', /not JSON/] },
  'a body that is an array': { body: [], answer: [400, 'INVALID_FIELD', /an array.*object with file and line/] },
  'a body that is null': { body: 'null', answer: [400, 'INVALID_FIELD', /null.*object with file and line/] },
  'no file': { body: { line: 1 }, answer: [400, 'MISSING_FIELD', /file is missing.*path/, { field: 'file' }] },
  'no line': { body: { file: 'app.js' }, answer: [400, 'MISSING_FIELD', /line is missing.*number/, { field: 'line' }] },
  'file null': { body: { ...AT, file: null }, answer: [400, 'INVALID_FIELD', /file is null/, { field: 'file' }] },
  'no message': {
    call: 'POST /logpoints',
    body: AT,
    answer: [400, 'MISSING_FIELD', /message is missing.*text/, { field: 'message' }],
  },
  'a message for a tracepoint': {
    body: { ...AT, message: 'm' },
    answer: [400, 'INVALID_FIELD', /message is "m".*POST \/logpoints/, { field: 'message' }],
  },
  'an unknown field': {
    body: { ...AT, conditon: 'x' },
    answer: [400, 'UNKNOWN_FIELD', /"conditon".*"condition"/, { field: 'conditon', nearest: 'condition' }],
  },
  'a field that the agent sets': {
    body: { ...AT, hitCount: 3 },
    answer: [400, 'UNKNOWN_FIELD', /hitCount is set by the agent/, { field: 'hitCount' }],
  },
  'a name of every object': {
    body: '{"file":"app.js","line":9,"__proto__":{}}',
    answer: [400, 'UNKNOWN_FIELD', /__proto__/],
  },
  'an inherited name': { body: { ...AT, toString: 1 }, answer: [400, 'UNKNOWN_FIELD', /toString/] },
  'an unknown field of a limit': {
    body: { ...AT, snapshot: { maxDeep: 1 } },
    answer: [400, 'UNKNOWN_FIELD', /maxDeep.*maxDepth/],
  },
  'a line of text': { body: { ...AT, line: '3' }, answer: [400, 'INVALID_FIELD', /line is "3".*whole number/] },
  'half a line': { body: { ...AT, line: 1.5 }, answer: [400, 'INVALID_FIELD', /line is 1.5.*whole number/] },
  'a column below 0': { body: { ...AT, column: -1 }, answer: [400, 'INVALID_FIELD', /column is -1.*from 0/] },
  'an empty file': { body: { ...AT, file: '' }, answer: [400, 'INVALID_FIELD', /file is "".*path/] },
  'a condition of the wrong type': {
    body: { ...AT, condition: 7 },
    answer: [400, 'INVALID_FIELD', /condition is 7.*expression/],
  },
  'a condition that is too long': {
    body: { ...AT, condition: `quantity > ${'1'.repeat(2050)}` },
    answer: [400, 'INVALID_FIELD', /condition is "quantity.*2,048/],
  },
  'enabled as text': {
    body: { ...AT, enabled: 'yes' },
    answer: [400, 'INVALID_FIELD', /enabled is "yes".*true or false/],
  },
  'tags as text': { body: { ...AT, tags: 'a' }, answer: [400, 'INVALID_FIELD', /tags is "a".*array/] },
  'a tag of the wrong type': { body: { ...AT, tags: ['a', 1] }, answer: [400, 'INVALID_FIELD', /tags/] },
  'no hits a second': {
    body: { ...AT, rateLimit: { limitPerSecond: 0 } },
    answer: [400, 'INVALID_FIELD', /rateLimit.limitPerSecond is 0.*greater than 0/],
  },
  'no burst': {
    body: { ...AT, rateLimit: { burst: 0 } },
    answer: [400, 'INVALID_FIELD', /rateLimit.burst is 0.*from 1/],
  },
  'too deep a snapshot': {
    body: { ...AT, snapshot: { maxDepth: 1000 } },
    answer: [400, 'INVALID_FIELD', /snapshot.maxDepth is 1000.*up to 20/],
  },
  'a point that expires before it begins': {
    body: { ...AT, expireHitCount: 0 },
    answer: [400, 'INVALID_FIELD', /expireHitCount is 0.*from 1/],
  },
  'time that runs backwards': {
    body: { ...AT, expireDurationMs: -5 },
    answer: [400, 'INVALID_FIELD', /expireDurationMs is -5.*milliseconds/],
  },
  'line 0': { body: { ...AT, line: 0 }, answer: [400, 'INVALID_LINE', /line is 0.*from 1/] },
  'a line without code': {
    body: { ...AT, line: 4 },
    answer: [400, 'INVALID_LINE', /line 4 of .*app\.js.*nearest lines that can: /, { field: 'line', value: 4 }],
  },
  'a line behind the end': {
    body: { ...AT, line: 1000 },
    answer: [400, 'INVALID_LINE', /line 1000 of .*app\.js.*nearest.* 18$/],
  },
  'a line without code in a file that is not loaded': {
    body: { file: 'prices.js', line: 1 },
    answer: [400, 'INVALID_LINE', /line 1 of .*prices\.js.*3/, { nearest: [3] }],
  },
  'a file that is not there': {
    body: { ...AT, file: 'price.js' },
    answer: [404, 'FILE_NOT_FOUND', /"price\.js".*prices\.js/, { nearest: [app.path('prices.js')] }],
  },
  'a file outside the root': { body: { ...AT, file: '../app.js' }, answer: [404, 'FILE_NOT_FOUND', /"\.\.\/app\.js"/] },
  'a file of the system': { body: { ...AT, file: '/etc/passwd' }, answer: [404, 'FILE_NOT_FOUND', /"\/etc\/passwd"/] },
  'a path longer than any': { body: { ...AT, file: '['.repeat(2000) }, answer: [404, 'FILE_NOT_FOUND', /"\[{1000}"/] },
  'half a file name': { body: { ...AT, file: 'pp.js' }, answer: [404, 'FILE_NOT_FOUND', /"pp\.js".*app\.js/] },
  'a condition with a syntax error': {
    body: { ...AT, condition: 'quantity >' },
    answer: [422, 'INVALID_CONDITION', /quantity|expression|end/i, { position: 10 }],
  },
  'a condition that calls': {
    body: { ...AT, condition: 'quantity > 1 && reset()' },
    answer: [422, 'INVALID_CONDITION', /reset/, { position: 16 }],
  },
  'a condition that assigns': { body: { ...AT, condition: 'quantity = 2' }, answer: [422, 'INVALID_CONDITION', /=/] },
  'a condition on constructors': {
    body: { ...AT, condition: 'quantity.constructor' },
    answer: [422, 'INVALID_CONDITION', /constructor/],
  },
  'a message with a hole that does not close': {
    call: 'POST /logpoints',
    body: { ...AT, message: 'a {quantity' },
    answer: [422, 'INVALID_TEMPLATE', /\{|\}/, { position: 2 }],
  },
  'a message with a syntax error': {
    call: 'POST /logpoints',
    body: { ...AT, message: 'a {quantity +}' },
    answer: [422, 'INVALID_TEMPLATE', /./],
  },
  'a point that is not there': {
    call: `GET /points/${UNKNOWN_ID}`,
    answer: [404, 'POINT_NOT_FOUND', /no point 0{8}.*GET \/points/, { id: UNKNOWN_ID }],
  },
  'a change of no point': { call: `PUT /points/${UNKNOWN_ID}`, body: {}, answer: [404, 'POINT_NOT_FOUND', /no point/] },
  'the end of no point': { call: `DELETE /points/${UNKNOWN_ID}`, answer: [404, 'POINT_NOT_FOUND', /no point/] },
  'switching on no point': { call: `POST /points/${UNKNOWN_ID}/enable`, answer: [404, 'POINT_NOT_FOUND', /no point/] },
  'switching off no point': {
    call: `POST /points/${UNKNOWN_ID}/disable`,
    answer: [404, 'POINT_NOT_FOUND', /no point/],
  },
  'a call that there is not': {
    call: 'GET /point',
    answer: [404, 'NOT_FOUND', /no call GET \/point.*GET \/health/],
  },
  'the wrong verb': { call: 'POST /points', body: AT, answer: [404, 'NOT_FOUND', /no call POST \/points/] },
  'an unknown filter': { call: 'GET /points?tags=a', answer: [400, 'UNKNOWN_FIELD', /"tags".*"tag"/] },
  'an unknown type': {
    call: 'GET /points?type=trace',
    answer: [400, 'INVALID_FIELD', /type is "trace".*tracepoint or logpoint/],
  },
  'a state that there is not': {
    call: 'GET /points?enabled=1',
    answer: [400, 'INVALID_FIELD', /enabled is "1".*true or false/],
  },
  'tags that are missing': {
    call: 'POST /tags/disable',
    body: {},
    answer: [400, 'MISSING_FIELD', /tags is missing.*array/],
  },
  'tags to switch that are text': {
    call: 'POST /tags/disable',
    body: { tags: 'kept' },
    answer: [400, 'INVALID_FIELD', /tags is "kept".*array/],
  },
  'tags beside something else': {
    call: 'POST /tags/disable',
    body: { tags: ['kept'], tag: 'kept' },
    answer: [400, 'UNKNOWN_FIELD', /"tag".*"tags"/],
  },
  'PUT of an unknown field': {
    call: `PUT /points/${trace.id}`,
    body: { condition: 'false', lines: 3 },
    answer: [400, 'UNKNOWN_FIELD', /"lines".*"line"/],
  },
  'PUT of the id': {
    call: `PUT /points/${trace.id}`,
    body: { condition: 'false', id: UNKNOWN_ID },
    answer: [400, 'UNKNOWN_FIELD', /id is set by the agent/],
  },
  'PUT of a wrong condition': {
    call: `PUT /points/${trace.id}`,
    body: { tags: ['other'], condition: '1 +' },
    answer: [422, 'INVALID_CONDITION', /./],
  },
  'PUT of a wrong line': {
    call: `PUT /points/${trace.id}`,
    body: { condition: 'false', line: 4 },
    answer: [400, 'INVALID_LINE', /nearest/],
  },
  'PUT of a wrong file': {
    call: `PUT /points/${trace.id}`,
    body: { condition: 'false', file: 'price.js' },
    answer: [404, 'FILE_NOT_FOUND', /prices\.js/],
  },
  'PUT of a message to a tracepoint': {
    call: `PUT /points/${trace.id}`,
    body: { condition: 'false', message: 'm' },
    answer: [400, 'INVALID_FIELD', /message/],
  },
  'PUT of no message to a logpoint': {
    call: `PUT /points/${log.id}`,
    body: { condition: 'false', message: null },
    answer: [400, 'MISSING_FIELD', /message/],
  },
  'PUT of a wrong template': {
    call: `PUT /points/${log.id}`,
    body: { condition: 'false', message: '{' },
    answer: [422, 'INVALID_TEMPLATE', /./],
  },
  'PUT of a null line': {
    call: `PUT /points/${trace.id}`,
    body: { condition: 'false', line: null },
    answer: [400, 'INVALID_FIELD', /line is null/],
  },
}

for (const [what, { call = 'POST /tracepoints', body, answer }] of Object.entries(REFUSED)) {
  test(`refused: ${what}`, async () => {
    const [status, code, message, details = {}] = answer
    const before = await api.points()
    const [method, path] = call.split(' ')
    const found = await api.call(method, path, body)
    assert.deepEqual({ status: found.status, code: found.body.code }, { status, code }, found.body.error)
    assert.match(found.body.error, message)
    assert.deepEqual(Object.keys(found.body).sort(), ['code', 'details', 'error'])
    for (const [key, value] of Object.entries(details)) assert.deepEqual(found.body.details[key], value, key)
    assert.deepEqual(await api.points(), before)
  })
}

test('the nearest lines stand on both sides, and each of them takes a probe', async () => {
  const { body } = await api.call('POST', '/tracepoints', { ...AT, line: 4 })
  const { nearest } = body.details
  assert.ok(nearest.some((line) => line < 4) && nearest.some((line) => line > 4), String(nearest))
  for (const line of nearest) await api.remove((await api.trace({ file: 'app.js', line })).id)
})

test('a file that does not parse takes no probe, and the point says why', async () => {
  const { id, status, statusReason } = await api.trace({ file: 'broken.js', line: 1 })
  assert.equal(status, 'error')
  assert.match(statusReason, /does not parse: .*1:6/)
  await api.remove(id)
})

test('after all of this both points still work as they were made', async () => {
  assert.equal(await app.step('price', 0), 0)
  assert.equal(await app.step('price', 2), 8)
  assert.equal((await events.hit(trace.id)).payload.snapshot.arguments.quantity, 2)
  const messages = (await events.hits(log.id, 2)).map(({ payload }) => payload.message)
  assert.deepEqual(messages, ['price of 0', 'price of 2'])
  assert.equal(events.hitsSoFar(trace.id).length, 1)
})

test('no more points than the program may hold', async () => {
  const left = 10_000 - (await api.points()).length
  await app.step('fill', left, LINE)
  const { status, body } = await api.call('POST', '/tracepoints', AT)
  assert.deepEqual([status, body.code], [429, 'TOO_MANY_POINTS'])
  assert.match(body.error, /10000.*delete/)
  const many = (await api.get('/points?tag=many')).body
  assert.equal(many.length, left)
  await api.remove(many[0].id)
  assert.equal((await api.call('POST', '/tracepoints', { ...AT, enabled: false })).status, 201)
})
