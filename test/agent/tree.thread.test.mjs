import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'
import { PRICE } from './programs/workers.mjs'

/** Finds the agent's thread as a program can, and lets a test end it. */
const GRAB = `const { subscribe } = require('node:diagnostics_channel')
globalThis.agentThreads = []
// Node's own thread for loader hooks is an InternalWorker.
subscribe('worker_threads', ({ worker }) => {
  if (worker.constructor.name === 'Worker') globalThis.agentThreads.push(worker)
})
`

const APP = `const { fork } = require('node:child_process')
const { Worker } = require('node:worker_threads')
const { price } = require('./price.js')
const threads = globalThis.agentThreads
const parts = []
const start = (part) => new Promise((resolve) => parts.push(part.once('message', resolve)))
require('./steps.cjs')({
  worker() {
    const known = threads.length
    return start(new Worker(__dirname + '/thread.js')).then(() => void threads.splice(known, 1))
  },
  fork: () => start(fork(__dirname + '/child.js', { execArgv: ['-r', '@debugin/agent/register'] })),
  price,
  ask: (index, amount) =>
    new Promise((resolve) => {
      const part = parts[index].once('message', resolve)
      if (part.postMessage) part.postMessage(amount)
      else part.send(amount)
    }),
  endAgentThread: () => threads.at(-1).terminate(),
  agentThreads: () => threads.length,
})
`

const FILES = {
  'grab.js': GRAB,
  'price.js': PRICE,
  'app.js': APP,
  'child.js': `const { price } = require('./price.js')
process.on('message', (amount) => process.send(price(amount)))
process.send(0)
`,
  'thread.js': `const { parentPort } = require('node:worker_threads')
const { price } = require('./price.js')
parentPort.on('message', (amount) => parentPort.postMessage(price(amount)))
parentPort.postMessage(0)
`,
}

const OPTIONS = { files: FILES, preload: 'none', flags: ['-r', './grab.js', '-r', '@debugin/agent/register'] }

test("the agent's thread dies: the program goes on, and the thread comes back with points and counts", async (context) => {
  const app = await startProgram(context, OPTIONS)
  await app.step('worker')
  await app.step('fork')
  const point = await app.api.trace({ file: 'price.js', line: lineOf(PRICE, 'return'), tags: ['kept'] })
  await until('two processes', async () => (await app.api.health()).processes.length === 2)
  assert.equal(await app.step('price', 1), 2)
  assert.equal(await app.step('ask', 0, 2), 4)
  await until('a hit in the child', async () => {
    assert.equal(await app.step('ask', 1, 3), 6)
    return app.events.hitsSoFar(point.id).some(({ client }) => client.processId !== app.child.pid)
  })
  const counted = await until('counts', async () => {
    const { hitCount } = await app.api.point(point.id)
    return hitCount === app.events.hitsSoFar(point.id).length && hitCount
  })

  await app.step('endAgentThread')
  // Nobody hears of it now, and nobody minds.
  assert.equal(await app.step('price', 4), 8)
  const health = await until('the thread to be back, and all that belong to it', async () => {
    try {
      const answer = await app.api.health()
      return answer.processes.length === 2 && answer.processes.some(({ threads }) => threads === 2) && answer
    } catch {
      return false
    }
  })
  assert.deepEqual(health.processes.map(({ agentRestarts }) => agentRestarts).sort(), [0, 1])
  assert.equal(await app.step('agentThreads'), 2)
  const [shown] = await app.api.points()
  assert.deepEqual([shown.id, shown.tags, shown.status, shown.resolvedLine], [point.id, ['kept'], 'active', 3])

  assert.equal(await app.step('price', 5), 10)
  assert.equal(await app.step('ask', 0, 6), 12)
  assert.equal(await app.step('ask', 1, 7), 14)
  for (const amount of [4, 5, 6, 7]) {
    const [hit] = await app.events.some(
      1,
      `the hit with ${amount}`,
      ({ payload }) => payload.snapshot?.arguments.amount === amount,
    )
    assert.deepEqual([hit.payload.stack[0].line, hit.payload.stack[0].column], [3, 2])
  }
  await until('the sum', async () => (await app.api.point(point.id)).hitCount === counted + 4)
})

test('a thread that dies again and again does not come back; the program goes on', async (context) => {
  const app = await startProgram(context, OPTIONS)
  await app.api.trace({ file: 'price.js', line: lineOf(PRICE, 'return') })
  for (let count = 1; count <= 6; count++) {
    await until('the next thread', async () => (await app.step('agentThreads')) === count)
    await app.step('endAgentThread')
  }
  await until('the word of it', () => /no probe hits any more/.test(app.said.stderr))
  assert.equal(await app.step('price', 21), 42)
  app.release()
  assert.equal((await app.exit()).code, 0)
})
