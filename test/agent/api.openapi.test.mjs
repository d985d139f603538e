import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { after, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { startProgram } from './harness/program.mjs'

const SOURCE = `const steps = require('./steps.cjs')
function price(quantity) {
  return quantity * 4
}
steps({ price })
`

const FILES = { 'app.js': SOURCE, 'probes.json': '[{"file":"app.js","line":3}]' }
const env = { DEBUGIN_PROBES_FILE: 'probes.json', DEBUGIN_PERSIST: 'points.json' }
const app = await startProgram({ after }, { files: FILES, env })
const { api } = app
const { body: document } = await api.get('/openapi.json')

test('it is valid OpenAPI 3.1', async () => {
  assert.equal(document.openapi, '3.1.0')
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  assert.ok(valid, JSON.stringify(errors, null, 1))
})

test('it holds every call that the API takes, and no other', () => {
  const require = createRequire(import.meta.url)
  const { createControlApi } = require('../../packages/agent/dist/thread/api/app.js')
  const routes = createControlApi({ access: { host: null, token: null } })
    .routes.filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)(\{\.\+\})?/g, '{$1}')}`)
  const described = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  )
  assert.ok(routes.length > 15)
  assert.deepEqual(described.sort(), [...new Set(routes)].sort())
})

/** What is answered must be exactly what is described: every schema of an object is closed. */
const ajv = new Ajv({ strict: false, allErrors: true })
addFormats(ajv)
ajv.addSchema({ $id: 'document', ...document })

function described(call, status) {
  const [method, path] = call.split(' ')
  const answer = document.paths[path][method.toLowerCase()].responses[status]
  assert.ok(answer, `${call} answers ${status}`)
  return answer.content?.['application/json']?.schema
}

function pointerTo(call, status) {
  const [method, path] = call.split(' ')
  const steps = [
    'paths',
    path,
    method.toLowerCase(),
    'responses',
    String(status),
    'content',
    'application/json',
    'schema',
  ]
  return `document#/${steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`
}

async function checked(call, { path = call.split(' ')[1], body } = {}) {
  const [method] = call.split(' ')
  const answer = await api.call(method, path, body)
  if (described(call, answer.status) === undefined) assert.equal(answer.body, null)
  else {
    const validate = ajv.getSchema(pointerTo(call, answer.status))
    assert.ok(validate(answer.body), `${call}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(answer.body)}`)
  }
  return answer
}

const AT = { file: 'app.js', line: 3 }
const METRIC = { name: 'prices', kind: 'histogram', value: 'quantity', labels: { q: 'quantity' }, buckets: [1, 2] }

test('every answer has the fields that are described, and no other', async () => {
  const { body: point } = await checked('POST /tracepoints', { body: { ...AT, tags: ['a'], watches: ['quantity'] } })
  await checked('POST /logpoints', { body: { ...AT, message: 'q {quantity}', expireDurationMs: 1e6 } })
  await checked('POST /metricpoints', { body: { ...AT, metric: METRIC } })
  await app.step('price', 2)
  await app.events.hit(point.id)
  await checked('GET /points')
  await checked('GET /points', { path: '/points?format=object' })
  await checked('GET /points/{id}', { path: `/points/${point.id}` })
  await checked('PUT /points/{id}', { path: `/points/${point.id}`, body: { everyNth: 2 } })
  await checked('POST /points/{id}/disable', { path: `/points/${point.id}/disable` })
  await checked('POST /points/{id}/enable', { path: `/points/${point.id}/enable` })
  await checked('POST /tags/disable', { body: { tags: ['a'] } })
  await checked('POST /tags/enable', { body: { tags: ['a'] } })
  await checked('GET /stats')
  await checked('GET /sources')
  await checked('GET /sources/{path}/sites', { path: '/sources/app.js/sites' })
  const { body: health } = await checked('GET /health')
  assert.equal(health.probesFile.points, 1)
  await checked('DELETE /points/{id}', { path: `/points/${point.id}` })
  assert.equal((await checked('DELETE /points/{id}', { path: `/points/${point.id}` })).status, 404)
  assert.equal((await checked('POST /tracepoints', { body: { ...AT, line: 1000 } })).status, 400)
  assert.equal((await checked('POST /tracepoints', { body: { ...AT, condition: '1 +' } })).status, 422)
})

/** What the check takes or refuses, the described body takes or refuses as well. */
const BODIES = [
  ['POST /tracepoints', AT, true],
  ['POST /tracepoints', { ...AT, column: null, rateLimit: { burst: 2 }, snapshot: { maxDepth: 20 } }, true],
  ['POST /tracepoints', { line: 3 }, false],
  ['POST /tracepoints', { ...AT, conditon: 'x' }, false],
  ['POST /tracepoints', { ...AT, snapshot: { maxDeep: 1 } }, false],
  ['POST /tracepoints', { ...AT, snapshot: { maxDepth: 21 } }, false],
  ['POST /tracepoints', { ...AT, line: 0 }, false],
  ['POST /tracepoints', { ...AT, line: '3' }, false],
  ['POST /tracepoints', { ...AT, message: 'm' }, false],
  ['POST /tracepoints', { ...AT, tags: [''] }, false],
  ['POST /tracepoints', { ...AT, capture: 'some' }, false],
  ['POST /logpoints', { ...AT, message: 'm' }, true],
  ['POST /logpoints', AT, false],
  ['POST /logpoints', { ...AT, message: 'm', watches: ['a'] }, false],
  ['POST /metricpoints', { ...AT, metric: { ...METRIC, name: 'other' } }, true],
  ['POST /metricpoints', { file: 'app.js', from: 3, metric: { ...METRIC, name: 'third' } }, true],
  ['POST /metricpoints', { ...AT, metric: { ...METRIC, kind: 'summary' } }, false],
  ['POST /metricpoints', { ...AT, metric: { ...METRIC, labels: { le: 'x' } } }, false],
  ['POST /tags/enable', { tags: [] }, true],
  ['POST /tags/enable', { tags: 'a' }, false],
  ['POST /tags/enable', { tags: ['a'], more: 1 }, false],
]

test('a body that is described is taken, and one that is not is refused', async () => {
  for (const [call, body, good] of BODIES) {
    const [method, path] = call.split(' ')
    const { schema } = document.paths[path][method.toLowerCase()].requestBody.content['application/json']
    const answer = await api.call(method, path, body)
    assert.equal(answer.status < 400, good, `${call} ${JSON.stringify(body)} ${JSON.stringify(answer.body)}`)
    assert.equal(ajv.compile(schema)(body), good, `the schema of ${call} for ${JSON.stringify(body)}`)
  }
})

test('every field of a body is described in words', () => {
  for (const path of ['/tracepoints', '/logpoints', '/metricpoints']) {
    const { schema } = document.paths[path].post.requestBody.content['application/json']
    for (const [name, field] of Object.entries(schema.properties)) assert.ok(field.description, `${path} ${name}`)
  }
})
