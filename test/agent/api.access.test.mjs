import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import { controlApi } from './harness/controlApi.mjs'
import { until, within } from './harness/deadline.mjs'
import { startEvents } from './harness/events.mjs'
import { takePort } from './harness/freePort.mjs'
import { launch, startProgram } from './harness/program.mjs'
import { rawRequest } from './harness/rawRequest.mjs'

const FILES = { 'app.js': "require('./steps.cjs')({ one: () => 1 })\n" }
const JSON_TYPE = { 'content-type': 'application/json' }
const POINT = JSON.stringify({ file: 'app.js', line: 1 })
const MOST = 64 * 1024

const events = await startEvents({ after })
const app = await startProgram({ after }, { files: FILES, events })
const guarded = await startProgram(
  { after },
  { files: FILES, events, env: { DEBUGIN_CONTROL_API_TOKEN: 'open sesame' } },
)
const { url } = app.api
const { port } = new URL(url)

const post = (headers, body = POINT) =>
  rawRequest(url, { method: 'POST', path: '/tracepoints', headers: { ...JSON_TYPE, ...headers }, chunks: [body] })

async function refused(answer, status, code, message) {
  const { status: found, body } = await answer
  assert.deepEqual({ status: found, code: body.code }, { status, code }, JSON.stringify(body))
  assert.match(body.error, message)
  assert.deepEqual(await app.api.points(), [])
}

test('it answers on loopback for the names of this machine only', async () => {
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '10.0.0.1',
  ]) {
    await refused(post({ host }), 403, 'FORBIDDEN_HOST', /answers for .*127\.0\.0\.1/)
  }
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `LOCALHOST:${port}`, 'localhost', `[::1]:${port}`]) {
    assert.equal((await rawRequest(url, { path: '/points', headers: { host } })).status, 200, host)
  }
})

test('no page in a browser may call, whatever its origin', async () => {
  for (const origin of [
    'https://evil.example',
    'null',
    `http://localhost:${port}`,
    `http://127.0.0.1:${port}`,
    'file://',
  ]) {
    await refused(post({ origin }), 403, 'FORBIDDEN_ORIGIN', /page/)
  }
  await refused(post({ 'sec-fetch-site': 'cross-site' }), 403, 'FORBIDDEN_ORIGIN', /page/)
  await refused(post({ 'sec-fetch-site': 'same-site' }), 403, 'FORBIDDEN_ORIGIN', /page/)
})

test('a preflight is answered with no permission', async () => {
  const { status, headers } = await rawRequest(url, {
    method: 'OPTIONS',
    path: '/tracepoints',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  })
  assert.equal(status, 403)
  assert.deepEqual(
    Object.keys(headers).filter((name) => name.startsWith('access-control')),
    [],
  )
})

test('it takes JSON only: what a form of a page can send is refused', async () => {
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonx',
    '',
  ]) {
    await refused(post({ 'content-type': type }), 415, 'UNSUPPORTED_MEDIA_TYPE', /application\/json/)
  }
  const { status, body } = await post({ 'content-type': 'Application/JSON; charset=utf-8' })
  assert.equal(status, 201)
  await app.api.remove(body.id)
})

test('a body is bounded, with a declared length, a false one and none', async () => {
  const padded = (size) => POINT + ' '.repeat(size - POINT.length)
  await refused(post({}, padded(MOST + 1)), 413, 'BODY_TOO_LARGE', /65536/)
  const chunks = [padded(MOST + 1).slice(0, 1000), padded(MOST + 1).slice(1000)]
  const request = { method: 'POST', path: '/tracepoints', headers: JSON_TYPE }
  await refused(rawRequest(url, { ...request, chunks }), 413, 'BODY_TOO_LARGE', /65536/)
  const fits = await rawRequest(url, { ...request, chunks: [padded(MOST).slice(0, 9), padded(MOST).slice(9)] })
  assert.equal(fits.status, 201)
  await app.api.remove(fits.body.id)
})

test('garbage and half requests close their own connection and nothing else', async () => {
  for (const text of [
    '\0\x01\x02 nonsense\r\n\r\n',
    'GET /points HTTP/9.9\r\n\r\n',
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n\r\n`,
  ]) {
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('error', () => {})
    socket.write(text)
    socket.resume()
    await within('the end of a bad connection', new Promise((resolve) => socket.once('close', resolve)))
  }
  const half = connect(Number(port), '127.0.0.1')
  half.write('POST /tracepoints HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n')
  assert.equal((await app.api.get('/health')).status, 200)
  half.destroy()
})

test('a token lets in those who send it, and nobody else', async () => {
  const target = guarded.api.url
  const get = (headers, path = '/points') => rawRequest(target, { path, headers })
  for (const authorization of [
    undefined,
    'Bearer open',
    'Bearer open sesame!',
    'Basic open sesame',
    'open sesame',
    'Bearer ',
  ]) {
    for (const path of ['/points', '/health', '/nothing']) {
      const { status, body } = await get(authorization === undefined ? {} : { authorization }, path)
      assert.deepEqual([status, body.code], [401, 'UNAUTHORIZED'], `${authorization} ${path}`)
      assert.match(body.error, /Authorization: Bearer/)
    }
  }
  assert.equal((await get({ authorization: 'Bearer open sesame' })).status, 200)
  assert.equal((await get({ 'x-debugin-token': 'open sesame' })).status, 200)
  const elsewhere = await get({ authorization: 'Bearer open sesame', origin: 'https://evil.example' })
  assert.equal(elsewhere.status, 403)
})

test('a token does not show in /health or in events', async () => {
  const health = await guarded.api.health()
  assert.ok(!JSON.stringify(health).includes('sesame'))
  await events.named('agent.status.started')
  assert.ok(!JSON.stringify(events.all).includes('sesame'))
})

test('a port that is taken: the next free one, said on stderr and in /health', async (context) => {
  const taken = await takePort(context)
  const env = { DEBUGIN_CONTROL_API_PORT: String(taken), DEBUGIN_EVENT_SINK_URL: events.url }
  const second = launch(context, { files: { 'app.js': 'process.stdin.resume()\n' }, env })
  const text = await second.orExit(until('the notice', () => /listens on (\d+)/.exec(second.said.stderr)))
  assert.match(
    second.said.stderr,
    new RegExp(`^\\[debugin\\] port ${taken} is taken; the control API listens on \\d+\\n$`),
  )
  const health = await controlApi(`http://127.0.0.1:${text[1]}`).health()
  assert.match(health.notice, new RegExp(`port ${taken} is taken`))
  second.child.stdin.end()
  assert.equal((await second.exit()).code, 0)
})

test('all interfaces only with a token', async (context) => {
  const env = { DEBUGIN_CONTROL_API_PORT: '0', DEBUGIN_CONTROL_API_BIND_ALL: '1', DEBUGIN_EVENT_SINK_URL: events.url }
  const files = { 'app.js': 'console.log("runs")\n' }
  const { code, stdout, stderr } = await launch(context, { files, env }).exit()
  assert.deepEqual([code, stdout], [0, 'runs\n'])
  assert.match(stderr, /did not start: .*0\.0\.0\.0 only with a token: set DEBUGIN_CONTROL_API_TOKEN/)
})

test('switched off, nothing listens and the probes of a file still work', async (context) => {
  const files = { 'app.js': 'const a = 2\nconsole.log(a)\n', 'probes.json': '[{"file":"app.js","line":2}]' }
  const env = { DEBUGIN_CONTROL_API: 'off', DEBUGIN_EVENT_SINK_URL: events.url, DEBUGIN_PROBES_FILE: 'probes.json' }
  const id = 'no-api'
  const { code, stderr } = await launch(context, { files, env: { ...env, DEBUGIN_APPLICATION_INSTANCE_ID: id } }).exit()
  assert.deepEqual([code, stderr], [0, ''])
  await events.some(
    1,
    'a snapshot',
    ({ name, client }) => name === 'probe.hit.snapshot' && client.applicationInstanceId === id,
  )
})
