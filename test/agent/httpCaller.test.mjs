import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { HttpCaller } from '../../packages/agent/dist/thread/delivery/httpCaller.js'
import { reasonOf } from '../../packages/agent/dist/thread/delivery/postJson.js'
import { temporaryFolder } from './harness/temporaryFolder.mjs'

const CALLER = fileURLToPath(new URL('../../packages/agent/dist/thread/delivery/httpCaller.js', import.meta.url))
const never = new AbortController().signal

/** Starts a server of this machine; `url` without a path. */
async function listen(context, server, host = '127.0.0.1') {
  server.listen(0, host)
  await once(server, 'listening')
  context.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return String(server.address().port)
}

test('all calls go over one connection, and tell what came back', async (context) => {
  const seen = []
  const server = createServer(async (request, response) => {
    const body = (await request.toArray()).join('')
    seen.push(`${request.method} ${request.url} ${request.headers['x-a']} ${body}`)
    response.writeHead(429, { 'retry-after': '3' }).end('{"später":true}')
  })
  let connections = 0
  server.on('connection', () => connections++)
  const url = `http://localhost:${await listen(context, server, 'localhost')}`
  const caller = new HttpCaller(url)
  const calls = ['GET', 'POST', 'POST']
  for (const [n, method] of calls.entries()) {
    const body = method === 'GET' ? '' : `[${n}]`
    const answer = await caller.call(`${url}/a/b?c=${n}`, method, { 'x-a': 'ä'.length }, body, never)
    assert.deepEqual(answer, { status: 429, afterMs: 3000, body: '{"später":true}' })
  }
  assert.deepEqual(seen, ['GET /a/b?c=0 1 ', 'POST /a/b?c=1 1 [1]', 'POST /a/b?c=2 1 [2]'])
  assert.equal(connections, 1)
})

test('another place that an answer names is not called, and who stops is not kept waiting', async (context) => {
  let calls = 0
  const server = createServer((request, response) => {
    calls++
    if (request.url === '/moved') response.writeHead(307, { location: '/here' }).end()
  })
  const url = `http://127.0.0.1:${await listen(context, server)}`
  const caller = new HttpCaller(url)
  const moved = caller.call(`${url}/moved`, 'POST', {}, '[]', never)
  await assert.rejects(moved, /^Error: it answered 307 and names \/here$/)
  const stop = new AbortController()
  const hangs = caller.call(`${url}/hangs`, 'POST', {}, '[]', stop.signal)
  await once(server, 'request')
  stop.abort(new Error('that is enough'))
  await assert.rejects(hangs, /that is enough/)
  assert.equal(calls, 2)
})

test('where nobody listens the reason is told, also for a name with several addresses', async (context) => {
  const server = createServer()
  const port = await listen(context, server)
  server.close()
  for (const host of ['127.0.0.1', 'localhost']) {
    const url = `http://${host}:${port}`
    const error = await new HttpCaller(url).call(url, 'GET', {}, '', never).catch((reason) => reason)
    assert.match(reasonOf(error), /ECONNREFUSED/)
  }
})

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

test('https, with a certificate that the process trusts', {
  skip: !hasOpenssl && 'openssl is not to be had here',
}, async (context) => {
  const folder = temporaryFolder(context, 'debugin-https-')
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name))
  const about = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const made = spawnSync('openssl', [
    'req',
    '-x509',
    '-nodes',
    '-newkey',
    'rsa:2048',
    '-keyout',
    key,
    '-out',
    cert,
    ...about,
  ])
  assert.equal(made.status, 0, String(made.stderr))
  const pair = { key: readFileSync(key), cert: readFileSync(cert) }
  const server = createSecureServer(pair, (_, response) => response.end('safe'))
  const url = `https://localhost:${await listen(context, server, 'localhost')}`
  const code = `const { HttpCaller } = require(${JSON.stringify(CALLER)})
    new HttpCaller('${url}').call('${url}/', 'GET', {}, '', new AbortController().signal)
      .then(({ body }) => body, ({ code }) => code)
      .then((said) => { console.log(said); process.exit() })`
  const says = async (env) =>
    (await promisify(execFile)(process.execPath, ['-e', code], { env: { ...process.env, ...env } })).stdout.trim()
  assert.equal(await says({ NODE_EXTRA_CA_CERTS: cert }), 'safe')
  assert.match(await says({ NODE_EXTRA_CA_CERTS: '' }), /SELF_SIGNED|UNABLE_TO_VERIFY/)
})
