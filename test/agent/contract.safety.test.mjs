import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startProgram } from './harness/program.mjs'
import { rawRequest } from './harness/rawRequest.mjs'
import { lineOf } from './harness/tree.mjs'

// Section 5 of the contract, row by row.

const SOURCE = `const steps = require('./steps.cjs')
function look(value) {
  const seen = 1
  return seen
}
const names = (list) => Object.fromEntries(list.map((name) => [name, 'shown ' + name]))
steps({
  names: (list) => look(names(list)),
  keys: (list) => look(new Map(Object.entries(names(list)))),
  symbol: () => look({ [Symbol('api-key')]: 'shown symbol' }),
  value: (value) => look({ note: value }),
  secretVariable: () => {
    const passWord = 'shown variable'
    return passWord.length
  },
  many: (times) => { for (let count = 0; count < times; count++) look(count) },
})
`

const AT = { file: 'app.js', line: lineOf(SOURCE, 'return seen') }
const app = await startProgram(
  { after },
  { files: { 'app.js': SOURCE }, env: { DEBUGIN_MAX_SNAPSHOTS_PER_SECOND: '' } },
)
const { api, events } = app

afterEach(async () => {
  for (const { id } of await api.points()) await api.remove(id)
})

/** What a snapshot of the step holds, as text. */
async function captured(step, argument, at = AT) {
  const { id } = await api.trace(at)
  await app.step(step, argument)
  const { payload } = await events.hit(id)
  await api.remove(id)
  return JSON.stringify(payload.snapshot)
}

const SECRET_NAMES = [
  ...['password', 'passwd', 'pwd', 'secret', 'token', 'auth', 'authorization', 'cookie', 'sessionId', 'session_id'],
  ...['apiKey', 'api-key', 'X-API-Key', 'accessToken', 'refresh_token', 'clientSecret', 'privateKey', 'jwt', 'csrf'],
  ...['ssn', 'cvv', 'cardNumber', 'card.number', 'pin', 'otp', 'connectionString', '$password', '@token', 'PASS_WORD'],
]

test('5 · names of secrets: as keys and as keys of a Map, compared without case and -_@$.', async () => {
  const ordinary = ['quantity', 'author', 'passage', 'spinner']
  for (const step of ['names', 'keys']) {
    const text = await captured(step, [...SECRET_NAMES, ...ordinary])
    for (const name of SECRET_NAMES) assert.ok(!text.includes(`shown ${name}"`), `${step}: ${name}`)
    for (const name of ordinary) assert.ok(text.includes(`shown ${name}"`), `${step}: ${name}`)
  }
})

test('5 · names of secrets: as variables and as descriptions of symbols', async () => {
  assert.ok(!(await captured('symbol')).includes('shown symbol'))
  const at = { file: 'app.js', line: lineOf(SOURCE, 'return passWord') }
  assert.ok(!(await captured('secretVariable', null, at)).includes('shown variable'))
})

/** Values that look like credentials, wherever they stand. */
const CREDENTIALS = [
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
  '-----BEGIN PRIVATE KEY-----\nMIIBVQIBADANBgkqhkiG9w0BAQEFAASCAT8wggE7AgEAAkEA\n-----END PRIVATE KEY-----',
  `AKIA${'IOSFODNN7EXAMPLE'}`,
  `ghp_${'0123456789abcdefghijklmnopqrstuvwxyz'}`,
  'Bearer 0123456789abcdef0123456789abcdef',
  'postgres://ann:hunter2@db.example/shop',
  '4111 1111 1111 1111',
]

test('5 · values that look like credentials are withheld, others are not', async () => {
  for (const value of CREDENTIALS) assert.ok(!(await captured('value', value)).includes(JSON.stringify(value)), value)
  for (const value of ['4111 1111 1111 1112', 'https://example.com/a', 'the bearer of good news']) {
    assert.ok((await captured('value', value)).includes(value), value)
  }
})

test("5 · redaction: the user's names and patterns, exceptions, and nothing but a list", async (context) => {
  const start = async (redaction) => {
    const env = { DEBUGIN_REDACTION: JSON.stringify(redaction) }
    const other = await startProgram(context, { files: { 'app.js': SOURCE }, events, env })
    const { id } = await other.api.trace(AT)
    await other.step('names', ['plan', 'token', 'quantity', 'order'])
    return JSON.stringify((await events.hit(id)).payload.snapshot)
  }
  const [more, only] = await Promise.all([
    start({ names: ['plan'], patterns: ['shown quan.*'], except: ['token'] }),
    start({ allowOnly: ['value', 'order'] }),
  ])
  assert.deepEqual(
    ['plan', 'token', 'quantity', 'order'].map((name) => more.includes(`shown ${name}`)),
    [false, true, false, true],
  )
  assert.deepEqual(
    ['plan', 'quantity', 'order'].map((name) => only.includes(`shown ${name}`)),
    [false, false, true],
  )
})

test('5 · loopback; Host, Origin, JSON only, 64 KiB', async () => {
  assert.equal(new URL(api.url).hostname, '127.0.0.1')
  const post = (headers, body = JSON.stringify(AT)) =>
    rawRequest(api.url, {
      method: 'POST',
      path: '/tracepoints',
      headers: { 'content-type': 'application/json', ...headers },
      chunks: [body],
    })
  const codes = await Promise.all([
    post({ host: 'evil.example' }),
    post({ origin: 'https://evil.example' }),
    post({ 'content-type': 'text/plain' }),
    post({}, ' '.repeat(64 * 1024 + 1)),
  ])
  assert.deepEqual(
    codes.map(({ status, body }) => [status, body.code]),
    [
      [403, 'FORBIDDEN_HOST'],
      [403, 'FORBIDDEN_ORIGIN'],
      [415, 'UNSUPPORTED_MEDIA_TYPE'],
      [413, 'BODY_TOO_LARGE'],
    ],
  )
  assert.equal((await post({}, JSON.stringify(AT).padEnd(64 * 1024))).status, 201)
})

test('5 · a point makes one event at once and ten a second; all snapshots together a hundred', async () => {
  const { body } = await api.call('POST', '/tracepoints', AT)
  await app.step('many', 50)
  const { hitCount, totalHits, dropped } = await until('the counts', async () => {
    const point = await api.point(body.id)
    return point.totalHits === 50 && point
  })
  assert.equal(hitCount + dropped, totalHits)
  // However slowly this machine ran, it made no more than what its time allows.
  assert.ok(hitCount >= 1 && hitCount <= 20, `${hitCount} events`)
  await api.remove(body.id)
  const { id } = await api.trace(AT)
  await app.step('many', 400)
  const all = await until('the counts of the second', async () => {
    const point = await api.point(id)
    return point.totalHits === 400 && point
  })
  assert.ok(all.dropped > 0 && all.hitCount >= 1, `${all.hitCount} events of 400`)
})
