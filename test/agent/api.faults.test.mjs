import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { after, afterEach, test } from 'node:test'
import { until, within } from './harness/deadline.mjs'
import { startProgram } from './harness/program.mjs'
import { rawRequest } from './harness/rawRequest.mjs'
import { lineOf } from './harness/tree.mjs'

const SOURCE = `const steps = require('./steps.cjs')
let turns = 0
setInterval(() => turns++, 5).unref()
function price(quantity) {
  return quantity * 4
}
steps({ price, turns: () => turns, memory: () => process.memoryUsage().rss })
`

const AT = { file: 'app.js', line: lineOf(SOURCE, 'return quantity') }
const MEGABYTE = 1024 * 1024

const app = await startProgram({ after }, { files: { 'app.js': SOURCE } })
const { api } = app
const { port } = new URL(api.url)

/** Whatever was done to the API: the program runs on, the API answers, and a point hits. */
afterEach(async () => {
  const before = await app.step('turns')
  await until('the next turn of the program', async () => (await app.step('turns')) > before)
  await until('an answer', async () => (await api.get('/health')).status === 200)
  const { id } = await api.trace(AT)
  assert.equal(await app.step('price', 2), 8)
  assert.equal((await app.events.hit(id)).payload.snapshot.returnValue, 8)
  await api.remove(id)
})

/** A bare connection; `text` is what came back, `closed` whether the other side has ended it. */
function open(context) {
  const socket = connect(Number(port), '127.0.0.1')
  const state = { socket, text: '', closed: false }
  socket.setEncoding('utf8')
  socket.on('error', () => {})
  socket.on('data', (chunk) => (state.text += chunk))
  socket.once('close', () => (state.closed = true))
  context.after(() => socket.destroy())
  return state
}

test('200 clients at once: each call is answered, and each point is set and removed', async () => {
  const clients = Array.from({ length: 200 }, async (_, index) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ ...AT, enabled: false, tags: [`client ${index}`] })
    const made = await rawRequest(api.url, { method: 'POST', path: '/tracepoints', headers, chunks: [body] })
    const found = await rawRequest(api.url, { path: `/points?tag=client%20${index}` })
    const gone = await rawRequest(api.url, { method: 'DELETE', path: `/points/${made.body.id}` })
    return [made.status, found.body.length, found.body[0]?.id === made.body.id, gone.status]
  })
  const answers = await Promise.all(clients)
  assert.equal(answers.length, 200)
  for (const answer of answers) assert.deepEqual(answer, [201, 1, true, 204])
  assert.deepEqual(await api.points(), [])
})

test('more calls than it takes: 429 that says when to call again, and then it takes calls again', async () => {
  const { createControlApi } = createRequire(import.meta.url)('../../packages/agent/dist/thread/api/app.js')
  const inProcess = createControlApi({ access: { host: null, token: null }, health: () => ({}), log: () => {} })
  const call = () => inProcess.request('/health')
  let refused
  // Nothing over a socket: no machine is too slow to go beyond 500 calls a second here.
  for (let calls = 0; refused === undefined; calls++) {
    assert.ok(calls < 100_000)
    const response = await call()
    if (response.status !== 200) refused = response
  }
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '1'])
  const { code, error } = await refused.json()
  assert.equal(code, 'TOO_MANY_REQUESTS')
  assert.match(error, /500 calls a second/)
  await until('room', async () => (await call()).status === 200)
})

test('a body of 50 MB is refused at once: declared, announced, and in chunks', async (context) => {
  const head = 'POST /tracepoints HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n'
  const before = await app.step('memory')
  for (const headers of [
    `content-length: ${50 * MEGABYTE}\r\n`,
    `content-length: ${50 * MEGABYTE}\r\nexpect: 100-continue\r\n`,
  ]) {
    const client = open(context)
    client.socket.write(`${head}${headers}\r\n`)
    // Not a byte of the body has been sent.
    await until('the answer', () => client.text.includes('BODY_TOO_LARGE'))
    assert.match(client.text, /^HTTP\/1\.1 413 /)
    await until('the end of the connection', () => client.closed)
  }
  const chunked = open(context)
  chunked.socket.write(`${head}transfer-encoding: chunked\r\n\r\n`)
  const chunk = `${MEGABYTE.toString(16)}\r\n${' '.repeat(MEGABYTE)}\r\n`
  let sent = 0
  for (; sent < 50 && !chunked.closed && !chunked.text.includes('413'); sent++) {
    const flushed = chunked.socket.write(chunk)
    if (!flushed) {
      await Promise.race([
        new Promise((resolve) => chunked.socket.once('drain', resolve)),
        until('the end', () => chunked.closed || chunked.text !== ''),
      ])
    }
  }
  // One who goes on sending may find the connection closed before the answer is read.
  await until('the answer', () => chunked.text.includes('BODY_TOO_LARGE') || chunked.closed)
  assert.ok(sent < 50, `${sent} MB were sent before it was refused`)
  await until('the end of the connection', () => chunked.closed)
  const grown = ((await app.step('memory')) - before) / MEGABYTE
  assert.ok(grown < 40, `memory grew by ${grown} MB`)
})

test('clients that send slowly, or nothing, or only headers, are let go, and others are served meanwhile', async (context) => {
  const slow = [
    '',
    'GET /health HTTP/1.1\r\n',
    'POST /tracepoints HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"file"',
  ].flatMap((text) =>
    Array.from({ length: 60 }, () => {
      const client = open(context)
      client.socket.write(text)
      return client
    }),
  )
  const dripping = open(context)
  dripping.socket.write('GET /health HTTP/1.1\r\nhost: localhost\r\n')
  const drip = setInterval(() => dripping.socket.write('x-drip: 1\r\n'), 200)
  context.after(() => clearInterval(drip))
  assert.equal((await api.get('/health')).status, 200)
  await until('the end of all slow connections', () => slow.every(({ closed }) => closed) && dripping.closed)
  clearInterval(drip)
  // Those that said anything are told why.
  assert.ok(slow.filter(({ text }) => /^HTTP\/1\.1 408 /.test(text)).length > 0)
})

test('more connections than it holds: those beyond are closed, and room is made when others go', async (context) => {
  const clients = Array.from({ length: 600 }, () => open(context))
  await until('500 connections', () => clients.filter(({ closed }) => closed).length >= 100)
  for (const { socket } of clients) socket.destroy()
  await until('an answer', async () => (await api.get('/health').catch(() => ({}))).status === 200)
})

test('clients that ask and never read take no memory to speak of', async (context) => {
  await app.step('price', 1)
  const ids = []
  for (let count = 0; count < 300; count++) {
    ids.push((await api.trace({ ...AT, enabled: false, tags: ['x'.repeat(100)] })).id)
  }
  const before = await app.step('memory')
  const clients = Array.from({ length: 50 }, () => {
    const client = open(context)
    client.socket.pause()
    for (let call = 0; call < 4; call++) client.socket.write('GET /points HTTP/1.1\r\nhost: localhost\r\n\r\n')
    return client
  })
  await until('an answer for others', async () => (await api.get('/health')).status === 200)
  const grown = ((await app.step('memory')) - before) / MEGABYTE
  assert.ok(grown < 150, `memory grew by ${grown} MB`)
  for (const { socket } of clients) socket.destroy()
  for (const id of ids) {
    await until('room for the call', async () => (await api.remove(id)).status === 204)
  }
})

test('clients that go away in the middle of a call leave nothing behind', async (context) => {
  for (let count = 0; count < 50; count++) {
    const client = open(context)
    await within('the connection', new Promise((resolve) => client.socket.once('connect', resolve)))
    client.socket.write(
      'POST /tracepoints HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{',
    )
    client.socket.resetAndDestroy()
  }
  assert.deepEqual(await api.points(), [])
  assert.equal(app.said.stdout + app.said.stderr, '')
})

test('a page of another origin, and one that points its own name at this machine', async () => {
  const headers = { 'content-type': 'application/json' }
  const call = (more, method = 'POST') =>
    rawRequest(api.url, {
      method,
      path: '/tracepoints',
      headers: { ...headers, ...more },
      chunks: [JSON.stringify(AT)],
    })
  const page = await call({ origin: 'https://evil.example' })
  assert.deepEqual([page.status, page.body.code], [403, 'FORBIDDEN_ORIGIN'])
  const form = await call({ origin: 'https://evil.example', 'content-type': 'text/plain' })
  assert.equal(form.status, 403)
  const rebound = await call({ host: `evil.example:${port}`, 'sec-fetch-site': 'same-origin' })
  assert.deepEqual([rebound.status, rebound.body.code], [403, 'FORBIDDEN_HOST'])
  for (const { headers: sent } of [page, form, rebound]) {
    assert.equal(sent['access-control-allow-origin'], undefined)
  }
  assert.deepEqual(await api.points(), [])
})
