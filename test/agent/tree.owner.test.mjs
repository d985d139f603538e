import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startEvents } from './harness/events.mjs'
import { launch, startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'
import { sameTwice } from './harness/twice.mjs'
import { FILES } from './programs/processes.mjs'
import { PRICE } from './programs/workers.mjs'

/** Hits once a moment, on and on, whoever its parent is. */
const ALONE = `const { price } = require('./price.js')
let amount = 0
setInterval(() => price(++amount), 20)
process.send({ pid: process.pid })
`

test('the death of the owner hands port, points and counts on', async (context) => {
  const app = await startProgram(context, { files: { ...FILES, 'alone.js': ALONE } })
  const pids = []
  for (let index = 0; index < 3; index++)
    pids.push(await app.step('fork', 'alone.js', { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }))
  context.after(() => pids.forEach(kill))
  const file = 'price.js'
  const point = await app.api.trace({ file, line: lineOf(PRICE, 'return'), tags: ['kept'], condition: 'amount > 0' })
  const off = await app.api.log({ file, line: lineOf(PRICE, 'return'), message: 'off', enabled: false })
  await until('hits of each', () => processesIn(app.events.hitsSoFar(point.id)).size === 3)
  const before = await until('counts', async () => {
    const { hitCount } = await app.api.point(point.id)
    return hitCount > 0 && hitCount
  })
  app.child.kill('SIGKILL')

  const { processes } = await until('a new owner with all others', () =>
    health(app.api, (h) => h.processes.length === 3),
  )
  assert.deepEqual(new Set(processes.map(({ pid }) => pid)), new Set(pids))
  const shown = await app.api.points()
  assert.deepEqual(
    shown.map(({ id, tags, enabled, condition }) => ({ id, tags, enabled, condition })),
    [
      { id: point.id, tags: ['kept'], enabled: true, condition: 'amount > 0' },
      { id: off.id, tags: [], enabled: false, condition: null },
    ],
  )
  await until('counts that go on', async () => (await app.api.point(point.id)).hitCount > before)
  assert.equal((await app.api.point(point.id)).status, 'active')

  // The new owner rules them all, and can die as well.
  await app.api.call('POST', `/points/${off.id}/enable`)
  await until('hits of each', () => processesIn(app.events.hitsSoFar(off.id)).size === 3)
  kill(processes[0].pid)
  const left = await until('the next owner', () => health(app.api, (h) => h.processes.length === 2))
  assert.ok(left.processes.every(({ pid }) => pid !== processes[0].pid))
  await app.api.remove(point.id)
  await app.api.remove(off.id)
  assert.deepEqual(await app.api.points(), [])
})

test('an owner that ends by itself hands the port on at once, and the last one clears up', async (context) => {
  const temp = mkdtempSync(join(tmpdir(), 'debugin-temp-'))
  const app = await startProgram(context, { files: { ...FILES, 'alone.js': ALONE }, env: { TMPDIR: temp } })
  const pid = await app.step('fork', 'alone.js', { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  context.after(() => kill(pid))
  const { id } = await app.api.trace({ file: 'price.js', line: lineOf(PRICE, 'return') })
  await app.events.hits(id, 1)
  await app.step('end')
  assert.equal((await app.exit()).code, 0)
  const { processes } = await until('the new owner', () => health(app.api, (h) => h.processes[0].pid === pid))
  assert.equal(processes.length, 1)
  const trees = () => readdirSync(temp).flatMap((base) => readdirSync(join(temp, base)))
  assert.equal(trees().length, 1)
  process.kill(pid, 'SIGTERM')
})

test('a child of a short life delivers what it captured, and its counts stay', async (context) => {
  const app = await startProgram(context, {
    files: {
      'price.js': PRICE,
      'short.js': "require('./price.js').price(9)\n",
      'gone.js': "require('./price.js').price(9)\nprocess.exit(2)\n",
      'app.js': `const { execFile, fork, spawn } = require('node:child_process')
const ended = (child) => new Promise((resolve) => child.once('exit', resolve))
require('./price.js')
require('./steps.cjs')({
  fork: (name) => ended(fork(__dirname + '/' + name)),
  spawn: (name) => ended(spawn(process.execPath, [__dirname + '/' + name], { stdio: 'inherit' })),
})
`,
    },
    preload: 'NODE_OPTIONS',
  })
  const { id } = await app.api.trace({ file: 'price.js', line: lineOf(PRICE, 'return') })
  assert.equal(await app.step('fork', 'short.js'), 0)
  assert.equal(await app.step('spawn', 'short.js'), 0)
  assert.equal(await app.step('fork', 'gone.js'), 2)
  const hits = await app.events.hits(id, 3)
  assert.equal(processesIn(hits).size, 3)
  await until('the sum', async () => (await app.api.point(id)).hitCount === 3)
  await until('their end', async () => (await app.api.health()).processes.length === 1)
})

test('what a child sets and asks goes to the owner; whoever follows the owner sees events of children', async (context) => {
  const app = await startProgram(context, {
    files: {
      'price.js': PRICE,
      'child.js': `const agent = require('@debugin/agent').start()
const { price } = require('./price.js')
process.on('message', (amount) => price(amount))
agent.ready.then((url) => {
  const id = agent.setLogpoint('price.js', ${lineOf(PRICE, 'return')}, 'amount {amount}')
  process.send({ url, id, length: agent.getPoints().length })
})
`,
      'app.js': `const { fork } = require('node:child_process')
let child
require('./steps.cjs')({
  start() {
    child = fork(__dirname + '/child.js')
    return new Promise((resolve) => child.once('message', resolve))
  },
  hit: (amount) => void child.send(amount),
})
`,
    },
  })
  const { url, id, length } = await app.step('start')
  assert.equal(url, app.api.url)
  assert.equal(length, 1)
  assert.deepEqual(
    (await app.api.points()).map((point) => point.id),
    [id],
  )
  const response = await fetch(`${url}/events`)
  const reader = response.body.getReader()
  let text = ''
  const read = (async () => {
    while (!text.includes('amount 5')) text += Buffer.from((await reader.read()).value).toString()
  })()
  await until('the child to hear of it', async () => {
    await app.step('hit', 5)
    return text.includes('amount 5')
  })
  await read
  await reader.cancel()
})

test('a child with a root of its own is asked for its files, too', async (context) => {
  const app = await startProgram(context, {
    main: 'outer/app.js',
    files: {
      'outer/package.json': '{"name":"outer"}',
      'outer/same.js': 'exports.outer = 1\n',
      'outer/app.js': `const { fork } = require('node:child_process')
let child
require('../steps.cjs')({
  start() {
    child = fork(__dirname + '/../inner/child.js')
    return new Promise((resolve) => child.once('message', resolve))
  },
  load: (amount) =>
    new Promise((resolve) => {
      child.once('message', resolve)
      child.send(amount)
    }),
})
`,
      'inner/package.json': '{"name":"inner"}',
      'inner/src/late.js': PRICE,
      'inner/src/same.js': 'exports.inner = 1\n',
      'inner/child.js': `process.on('message', (amount) => process.send(require('./src/late.js').price(amount)))
process.send(0)
`,
    },
  })
  const file = 'src/late.js'
  const line = lineOf(PRICE, 'return')
  assert.equal((await app.api.call('POST', '/tracepoints', { file, line })).status, 404)
  await app.step('start')
  await until('both', async () => (await app.api.health()).processes.length === 2)
  const { id, status } = await app.api.trace({ file, line })
  assert.equal(status, 'pending')
  // A path from a root means that file, whatever else ends in it.
  assert.equal((await app.api.trace({ file: 'same.js', line: 1 })).resolvedFile, app.path('outer/same.js'))
  await until('a hit', async () => {
    await app.step('load', 4)
    return app.events.hitsSoFar(id).length > 0
  })
  assert.equal((await app.api.point(id)).resolvedFile, app.path('inner/src/late.js'))
})

test('a tree that is no more is no hindrance', async (context) => {
  const events = await startEvents(context)
  const program = launch(context, {
    files: {
      'app.js': `require('@debugin/agent').start().ready.then((url) => console.log(url, process.env.DEBUGIN_TREE))
`,
    },
    env: {
      DEBUGIN_CONTROL_API_PORT: '0',
      DEBUGIN_EVENT_SINK_URL: events.url,
      DEBUGIN_TREE: join(tmpdir(), 'debugin-of-nobody', 'at-all'),
    },
  })
  const { code, stdout, stderr } = await program.exit()
  assert.deepEqual([code, stderr], [0, ''])
  const [url, folder] = stdout.trim().split(' ')
  assert.match(url, /^http:/)
  assert.ok(!folder.includes('of-nobody'))
  assert.ok(!existsSync(folder))
})

const ENDS = `const { fork, spawn, exec } = require('node:child_process')
const cluster = require('node:cluster')
const say = (what) => (code, signal) => console.log(what, code, signal)
const steps = [
  () => fork(__dirname + '/end.js', ['exit']).on('exit', say('exit')),
  () => fork(__dirname + '/end.js', ['throw'], { silent: true }).on('exit', say('throw')),
  () => fork(__dirname + '/end.js', ['disconnect']).on('exit', say('disconnect')),
  () => fork(__dirname + '/end.js', ['hang']).on('exit', say('kill')).on('message', function () { this.kill() }),
  () => fork(__dirname + '/end.js', ['nothing'], { env: {} }).on('exit', say('env')),
  () => spawn(process.execPath, [__dirname + '/end.js', 'nothing'], { stdio: 'ignore' }).on('exit', say('spawn')),
  () => exec(JSON.stringify(process.execPath) + ' -p 6*7', (error, text) => console.log('shell', text)).on('exit', () => {}),
  () => {
    cluster.setupPrimary({ exec: __dirname + '/end.js', args: ['hang'] })
    return cluster.fork().on('message', () => cluster.disconnect(() => console.log('disconnected'))).on('exit', say('cluster'))
  },
]
const next = () => steps.shift()?.().once('exit', () => setImmediate(next))
next()
`

const END = `const [what] = process.argv.slice(2)
if (what === 'exit') process.exit(7)
if (what === 'throw') throw new Error('mine')
if (what === 'disconnect') process.disconnect()
if (what === 'hang') {
  process.on('message', () => {})
  process.send('here')
}
`

test('children of every kind end as without the agent', (context) =>
  sameTwice(context, { files: { 'app.js': ENDS, 'end.js': END } }))

function processesIn(hits) {
  return new Set(hits.map(({ client }) => client.processId))
}

async function health(api, test) {
  try {
    const answer = await api.health()
    return test(answer) && answer
  } catch {
    return false
  }
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {}
}
