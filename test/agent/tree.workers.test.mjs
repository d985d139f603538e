import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startEvents } from './harness/events.mjs'
import { launch, startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'
import { sameTwice } from './harness/twice.mjs'
import { hitsInEveryWorker, PRICE } from './programs/workers.mjs'

test('the first call of a Worker hits, and what it made before it exits arrives', async (context) => {
  const app = await startProgram(context, {
    files: {
      'price.js': PRICE,
      'once.js': "require('./price.js').price(7)\nprocess.exit(3)\n",
      'app.js': `const { Worker } = require('node:worker_threads')
require('./price.js')
require('./steps.cjs')({
  once: (options) => new Promise((resolve) => new Worker(__dirname + '/once.js', options).on('exit', resolve)),
})
`,
    },
  })
  const { id } = await app.api.trace({ file: 'price.js', line: lineOf(PRICE, 'return') })
  assert.equal(await app.step('once', {}), 3)
  assert.equal(await app.step('once', { env: {} }), 3)
  const hits = await app.events.hits(id, 2)
  for (const { payload } of hits) assert.equal(payload.snapshot.arguments.amount, 7)
  assert.ok(hits.every(({ payload }) => payload.threadId > 0))
  await until('the sum', async () => (await app.api.point(id)).hitCount === 2)
  await until('the threads to be gone', async () => (await app.api.health()).processes[0].threads === 1)
})

test('a Worker that is terminated loses nothing that it has handed over, and a new one gets the points', async (context) => {
  const app = await startProgram(context, {
    files: {
      'price.js': PRICE,
      'loop.js': `const { price } = require('./price.js')
const { parentPort } = require('node:worker_threads')
parentPort.on('message', (amount) => parentPort.postMessage(price(amount)))
`,
      'app.js': `const { Worker } = require('node:worker_threads')
let worker
require('./steps.cjs')({
  start() {
    worker = new Worker(__dirname + '/loop.js')
    return new Promise((resolve) => worker.on('online', resolve))
  },
  ask: (amount) => new Promise((resolve) => worker.once('message', resolve).postMessage(amount)),
  terminate: () => worker.terminate(),
})
`,
    },
  })
  const { id } = await app.api.trace({ file: 'price.js', line: lineOf(PRICE, 'return') })
  await app.step('start')
  assert.equal(await app.step('ask', 1), 2)
  await app.events.hits(id, 1)
  await until('the count', async () => (await app.api.point(id)).hitCount === 1)
  await app.step('terminate')
  await until('the thread to be gone', async () => (await app.api.health()).processes[0].threads === 1)
  assert.equal((await app.api.point(id)).hitCount, 1)
  await app.step('start')
  assert.equal(await app.step('ask', 2), 4)
  await until('the sum', async () => (await app.api.point(id)).hitCount === 2)
  await app.api.remove(id)
  assert.equal(await app.step('ask', 3), 6)
  assert.equal(app.events.hitsSoFar(id).length, 2)
})

test('a point hits in the main thread and in every Worker, and its counts are summed; one that may hit twice hits no more when two threads have hit once, and one arms points of all', async (context) => {
  const { app, ask } = await hitsInEveryWorker(context)
  const file = 'price.js'
  const line = lineOf(PRICE, 'return')
  const limited = await app.api.log({ file, line, message: '{amount}', expireHitCount: 2 })
  await ask(0, 1)
  await ask(1, 1)
  await until('its end', async () => (await app.api.point(limited.id)).status === 'expired')
  await until('the closing of every gate', async () => {
    const before = (await app.api.point(limited.id)).totalHits
    for (const worker of [0, 1, 2, 3]) await ask(worker, 1)
    return (await app.api.point(limited.id)).totalHits === before
  })

  const armed = await app.api.log({ file, line, message: 'armed', armedBy: limited.id })
  await app.api.call('PUT', `/points/${limited.id}`, { expireHitCount: null })
  await ask(2, 1)
  await until('the arming', async () => (await app.api.point(armed.id)).statusReason === null)
  await until('a hit in another thread', async () => {
    await ask(3, 1)
    return app.events.hitsSoFar(armed.id).length > 0
  })
})

test('a Worker sets points itself, waits for the URL, and stops alone', async (context) => {
  const app = await startProgram(context, {
    files: {
      'price.js': PRICE,
      'self.js': `const { parentPort } = require('node:worker_threads')
const agent = require('@debugin/agent').start()
const { price } = require('./price.js')
const run = async () => {
  const url = await agent.ready
  const id = agent.setTracepoint('price.js', ${lineOf(PRICE, 'return')})
  price(5)
  const { length } = agent.getPoints()
  await agent.stop()
  price(6)
  parentPort.postMessage({ url, id, length })
}
run()
`,
      'app.js': `const { Worker } = require('node:worker_threads')
require('./steps.cjs')({
  run: () => new Promise((resolve) => new Worker(__dirname + '/self.js').on('message', resolve)),
})
`,
    },
  })
  const { url, id, length } = await app.step('run')
  assert.equal(url, app.api.url)
  assert.equal(length, 1)
  const [{ payload }] = await app.events.hits(id, 1)
  assert.equal(payload.snapshot.arguments.amount, 5)
  assert.equal((await app.api.points()).length, 1)
})

test('events of Workers arrive when the main thread ends the program', async (context) => {
  const events = await startEvents(context)
  const program = launch(context, {
    files: {
      'price.js': PRICE,
      'w.js':
        "require('./price.js').price(1)\nrequire('node:worker_threads').parentPort.postMessage(0)\nsetInterval(() => {}, 1000)\n",
      'app.js': `const { Worker } = require('node:worker_threads')
require('@debugin/agent').start().setTracepoint('price.js', ${lineOf(PRICE, 'return')})
const flush = () => setTimeout(() => process.exit(5), 50)
new Worker(__dirname + '/w.js').on('message', flush)
`,
    },
    env: { DEBUGIN_CONTROL_API_PORT: '0', DEBUGIN_EVENT_SINK_URL: events.url },
  })
  assert.equal((await program.exit()).code, 5)
  const { payload } = await events.named('probe.hit.snapshot')
  assert.equal(payload.snapshot.arguments.amount, 1)
})

const UNLIKE = `const { Worker } = require('node:worker_threads')
const file = __dirname + '/said.js'
const source = "console.log('evaluated', require('node:worker_threads').workerData)"
const all = [
  [file, {}],
  [file, { env: {} }],
  [file, { execArgv: [] }],
  [file, { env: {}, execArgv: [] }],
  [file, { env: require('node:worker_threads').SHARE_ENV }],
  [file, { stdin: true }],
  [file, { stdout: true, stderr: true }],
  [file, { resourceLimits: { maxOldGenerationSizeMb: 64 } }],
  [file, { argv: ['a', 'b'] }],
  [source, { eval: true, workerData: { a: 1 } }],
  [new URL('data:text/javascript,console.log("data")'), {}],
  [__dirname + '/throws.js', {}],
  [__dirname + '/exits.js', {}],
]
const next = () => {
  if (all.length === 0) return
  const [what, options] = all.shift()
  const worker = new Worker(what, options)
  worker.on('error', (error) => console.log('error', error.message))
  worker.on('exit', (code) => {
    console.log('exit', code)
    next()
  })
}
next()
`

test('Workers of every kind end as without the agent', (context) =>
  sameTwice(context, {
    files: {
      'app.js': UNLIKE,
      'said.js':
        "const w = require('node:worker_threads')\nconsole.log(w.workerData, process.argv.slice(2), w.isMainThread)\n",
      'throws.js': "throw new Error('mine')\n",
      'exits.js': "process.on('exit', (code) => console.log('last', code))\nprocess.exit(4)\n",
    },
  }))
