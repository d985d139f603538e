import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { until } from './harness/deadline.mjs'
import { startProgram } from './harness/program.mjs'
import { rawRequest } from './harness/rawRequest.mjs'

const SOURCE = `const steps = require('./steps.cjs')
function price(quantity) {
  return quantity * 4
}
steps({ price })
`

const app = await startProgram({ after }, { files: { 'app.js': SOURCE, 'other.js': 'exports.x = 1\n' } })
const { api } = app

const FIELDS = [
  'file',
  'line',
  'column',
  'condition',
  'message',
  'metric',
  'to',
  'from',
  'tags',
  'enabled',
  'rateLimit',
  'snapshot',
  'watches',
  'watchLimits',
  'capture',
  'everyNth',
  'sampleRate',
  'armedBy',
  'expireHitCount',
  'expireDurationMs',
  'id',
  '__proto__',
  'constructor',
  'toString',
  'limitPerSecond',
  'burst',
  'maxDepth',
  'name',
  'kind',
  'labels',
  'buckets',
  'value',
]

const leaf = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    'app.js',
    './app.js',
    '..',
    '/',
    '../../etc/passwd',
    'app.js\0',
    'file:///app.js',
    'a'.repeat(5000),
    3,
    0,
    -1,
    1e308,
    2 ** 53,
  ),
  fc.constantFrom(
    'quantity > 1',
    '((((((',
    'a'.repeat(2048),
    '['.repeat(2000),
    'this.constructor',
    '{a}{b',
    '{{{{',
    'a matches "(a+)+$"',
  ),
)

/** Bodies that look like points, with anything in their fields. */
const body = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.dictionary(fc.constantFrom(...FIELDS), leaf, { maxKeys: 8 }).map((fields) => JSON.stringify(fields)),
  },
  {
    weight: 4,
    arbitrary: fc
      .dictionary(fc.constantFrom(...FIELDS), leaf, { maxKeys: 3 })
      .map((fields) => JSON.stringify({ file: 'app.js', line: 3, message: 'm', ...fields })),
  },
  { weight: 1, arbitrary: fc.json({ maxDepth: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('[['.repeat(30_000), '{"a":'.repeat(10_000), '"\\u0000"', '{"file":"app.js","file":1}'),
  },
)

const segment = fc.oneof(
  fc.constantFrom(
    'points',
    'tracepoints',
    'logpoints',
    'metricpoints',
    'tags',
    'enable',
    'disable',
    'sources',
    'sites',
    'health',
    'stats',
    'metrics',
    'openapi.json',
    'app.js',
    '..',
    '.',
    '%2e%2e',
    '%00',
    '%',
    '%E0%A4%A',
  ),
  fc.webSegment({ maxLength: 20 }),
)

const path = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(
        '/points',
        '/tracepoints',
        '/logpoints',
        '/metricpoints',
        '/tags/enable',
        '/tags/disable',
        '/sources',
        '/sources/app.js/sites',
      ),
      fc.array(segment, { maxLength: 6 }).map((segments) => `/${segments.join('/')}`),
    ),
    fc.oneof(
      fc.constant(''),
      fc
        .array(
          fc.tuple(
            fc.constantFrom('type', 'enabled', 'tag', 'format', 'limit', 'offset', 'line', 'q', 'status', 'x'),
            fc.webQueryParameters({ maxLength: 30 }),
          ),
          { maxLength: 4 },
        )
        .map((pairs) => `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`),
    ),
  )
  .map(([place, query]) => place + query)

const KNOWN = [200, 201, 204, 400, 403, 404, 409, 413, 415, 422, 429]

test('whatever is called with whatever body: a known answer, and the program goes on', async () => {
  const call = fc.record({
    method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'),
    path,
    body,
  })
  await fc.assert(
    fc.asyncProperty(call, async ({ method, path: asked, body: text }) => {
      const sends = method === 'POST' || method === 'PUT' || method === 'PATCH'
      const headers = sends ? { 'content-type': 'application/json' } : {}
      const answer = await rawRequest(api.url, { method, path: asked, headers, chunks: sends ? [text] : [] })
      assert.ok(
        KNOWN.includes(answer.status),
        `${method} ${asked} ${text} → ${answer.status} ${JSON.stringify(answer.body)}`,
      )
      if (answer.status >= 400 && method !== 'HEAD') {
        assert.equal(typeof answer.body.error, 'string')
        assert.equal(typeof answer.body.details, 'object')
        assert.ok(answer.body.error.length < 3000, `${answer.body.error.length} characters`)
      }
      if (answer.status === 201) await api.remove(answer.body.id)
    }),
    { numRuns: 500, interruptAfterTimeLimit: 20_000 },
  )
  assert.equal(await app.step('price', 2), 8)
  const { id } = await api.trace({ file: 'app.js', line: 3 })
  await app.step('price', 3)
  assert.equal((await app.events.hit(id)).payload.snapshot.returnValue, 12)
  assert.equal(app.said.stderr, '')
})

test('whatever headers come: a known answer', async () => {
  const value = fc.string({ unit: fc.constantFrom(...'abc.:/[]0127-*; ="', 'é'.normalize('NFD')[0]), maxLength: 60 })
  const headers = fc.dictionary(
    fc.constantFrom(
      'host',
      'origin',
      'sec-fetch-site',
      'content-type',
      'authorization',
      'accept',
      'x-debugin-token',
      'cookie',
      'last-event-id',
    ),
    value.map((text) => text.trim()),
    { maxKeys: 4 },
  )
  await fc.assert(
    fc.asyncProperty(headers, async (given) => {
      const { status } = await rawRequest(api.url, {
        method: 'POST',
        path: '/tags/enable',
        headers: given,
        chunks: ['{"tags":[]}'],
      })
      assert.ok([200, 400, 403, 415].includes(status), `${JSON.stringify(given)} → ${status}`)
    }),
    { numRuns: 200, interruptAfterTimeLimit: 10_000 },
  )
  await until('an answer', async () => (await api.get('/health')).status === 200)
})
