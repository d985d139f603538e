import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startEvents } from './harness/events.mjs'
import { launch } from './harness/program.mjs'
import { writeTree } from './harness/tree.mjs'

const SKIP = process.platform === 'win32' ? 'there are no socket files' : false
const CLI = join(import.meta.dirname, '../../packages/cli/bin/debugin.js')
const events = await startEvents({ after })

const SOURCE = `require('@debugin/agent').getInstance()?.ready.then((url) => console.log('ready', url))
process.stdin.resume()
`

function startOnSocket(context, { folder, socket = 'api.sock', env = {} } = {}) {
  const program = launch(context, {
    ...(folder === undefined ? { files: { 'app.js': SOURCE } } : { folder }),
    env: { DEBUGIN_CONTROL_API_SOCKET: socket, DEBUGIN_EVENT_SINK_URL: events.url, ...env },
  })
  return { ...program, socket: join(program.folder, socket) }
}

function call(socketPath, { method = 'GET', path = '/health', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const sent = request(
      { socketPath, method, path, headers: { 'content-type': 'application/json', ...headers } },
      async (response) => {
        let text = ''
        for await (const chunk of response.setEncoding('utf8')) text += chunk
        resolve({ status: response.statusCode, body: JSON.parse(text) })
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })
}

const ready = (program) => program.orExit(until('ready', () => /^ready (.*)$/m.exec(program.said.stdout)?.[1]))

test('a socket file in place of a port: for this user alone, under any Host, and gone at the end', {
  skip: SKIP,
}, async (context) => {
  const program = startOnSocket(context)
  assert.equal(await ready(program), `unix:${program.socket}`)
  const found = statSync(program.socket)
  assert.ok(found.isSocket())
  assert.equal((found.mode & 0o777).toString(8), '600')
  assert.deepEqual(
    readdirSync(program.folder).filter((name) => name.startsWith('api.sock')),
    ['api.sock'],
  )
  const { status, body } = await call(program.socket, { headers: { host: 'any.name' } })
  assert.deepEqual([status, body.status], [200, 'healthy'])
  const point = { method: 'POST', path: '/tracepoints', body: JSON.stringify({ file: 'app.js', line: 2 }) }
  assert.equal((await call(program.socket, point)).status, 201)
  const page = await call(program.socket, { ...point, headers: { origin: 'https://evil.example' } })
  assert.equal(page.body.code, 'FORBIDDEN_ORIGIN')
  program.child.stdin.end()
  assert.equal((await program.exit()).code, 0)
  assert.equal(existsSync(program.socket), false)
})

test('a token counts there too', { skip: SKIP }, async (context) => {
  const program = startOnSocket(context, { env: { DEBUGIN_CONTROL_API_TOKEN: 'sesame' } })
  await ready(program)
  assert.equal((await call(program.socket)).status, 401)
  assert.equal((await call(program.socket, { headers: { authorization: 'Bearer sesame' } })).status, 200)
})

test('what a dead program left is replaced', { skip: SKIP }, async (context) => {
  const first = startOnSocket(context)
  await ready(first)
  first.child.kill('SIGKILL')
  await first.exit()
  assert.ok(existsSync(first.socket))
  const second = startOnSocket(context, { folder: first.folder })
  await ready(second)
  assert.equal((await call(second.socket)).status, 200)
})

test('a socket that somebody answers on, and a file that is none, are left alone; the program runs', {
  skip: SKIP,
}, async (context) => {
  const folder = writeTree(context, {
    'app.js': SOURCE,
    'file.sock': 'mine',
  })
  const server = createServer((socket) => socket.destroy()).listen(join(folder, 'taken.sock'))
  context.after(() => server.close())
  await until('the other server', () => server.listening)
  for (const [socket, message] of [
    ['taken.sock', /could not start: somebody listens on .*taken\.sock/],
    ['file.sock', /could not start: .*file\.sock is there and is no socket/],
    ['none/deep.sock', /could not start: .*deep\.sock/],
  ]) {
    const program = startOnSocket(context, { folder, socket })
    await program.orExit(until('the reason', () => message.test(program.said.stderr)))
    await program.orExit(until('ready', () => program.said.stdout === 'ready null\n'))
    program.child.stdin.end()
    assert.equal((await program.exit()).code, 0, socket)
  }
  assert.equal(server.listening, true)
  assert.equal(statSync(join(folder, 'file.sock')).size, 4)
})

test('the command line takes the socket, by name and from the environment', { skip: SKIP }, async (context) => {
  const program = startOnSocket(context)
  await ready(program)
  const run = async (args, env = {}) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      env: { PATH: process.env.PATH, ...env },
      cwd: program.folder,
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (text += chunk))
    const code = await new Promise((resolve) => child.once('close', resolve))
    return { code, text }
  }
  const set = await run(['trace', 'app.js:2', '--url', 'unix:api.sock'])
  assert.equal(set.code, 0, set.text)
  const listed = await run(['points', '--json'], { DEBUGIN_CONTROL_API_SOCKET: program.socket })
  assert.equal(JSON.parse(listed.text)[0].line, 2)
  const gone = await run(['rm', '--all'], { DEBUGIN_CONTROL_API_SOCKET: program.socket })
  assert.match(gone.text, /^removed /)
  const wrong = await run(['points', '--url', 'unix:/nowhere/api.sock'])
  assert.equal(wrong.code, 1)
  assert.match(wrong.text, /No control API answers at unix:\/nowhere\/api\.sock \(ENOENT\)/)
})
