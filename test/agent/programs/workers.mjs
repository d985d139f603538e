import assert from 'node:assert/strict'
import { until } from '../harness/deadline.mjs'
import { startProgram } from '../harness/program.mjs'
import { lineOf } from '../harness/tree.mjs'

export const PRICE = `exports.price = (amount) => {
  const twice = amount * 2
  return twice
}
`

const APP = `const { Worker } = require('node:worker_threads')
const { price } = require('./price.js')
const workers = []
require('./steps.cjs')({
  start(name) {
    const worker = new Worker(__dirname + '/' + name)
    workers.push(worker)
    return new Promise((resolve) => worker.once('message', resolve))
  },
  ask: (index, amount) =>
    new Promise((resolve) => workers[index].once('message', resolve).postMessage(amount)),
  own: (amount) => price(amount),
})
`

const COMMON = `const { parentPort, threadId } = require('node:worker_threads')
const { price } = require('./price.js')
parentPort.on('message', (amount) => parentPort.postMessage({ value: price(amount), threadId }))
parentPort.postMessage('ready')
`

const MODULE = `import { parentPort, threadId } from 'node:worker_threads'
import { price } from './price.js'
parentPort.on('message', (amount) => parentPort.postMessage({ value: price(amount), threadId }))
parentPort.postMessage('ready')
`

const NESTED = `const { parentPort, Worker } = require('node:worker_threads')
const worker = new Worker(__dirname + '/common.js')
worker.on('message', (message) => parentPort.postMessage(message))
parentPort.on('message', (message) => worker.postMessage(message))
`

/** Runs a program with Workers in which one point hits; gives it for more. */
export async function hitsInEveryWorker(context, options = {}) {
  const app = await startProgram(context, {
    files: { 'price.js': PRICE, 'app.js': APP, 'common.js': COMMON, 'module.mjs': MODULE, 'nested.js': NESTED },
    ...options,
  })
  const ask = (index, amount) => app.step('ask', index, amount)
  for (const name of ['common.js', 'module.mjs']) await app.step('start', name)
  const { id } = await app.api.trace({ file: 'price.js', line: lineOf(PRICE, 'return') })
  for (const name of ['common.js', 'nested.js']) await app.step('start', name)
  assert.equal(await app.step('own', 1), 2)
  const threads = [0]
  for (const index of [0, 1, 2, 3]) {
    const { value, threadId } = await ask(index, 10 + index)
    assert.equal(value, 20 + 2 * index)
    threads.push(threadId)
  }
  const hits = await app.events.hits(id, 5)
  assert.deepEqual(hits.map(({ payload }) => payload.threadId).sort(), threads.sort())
  assert.ok(hits.every(({ payload }) => payload.stack[0].file.endsWith('price.js') && payload.stack[0].line === 3))
  await until('the sum', async () => (await app.api.point(id)).hitCount === 5)
  const health = await app.api.health()
  assert.equal(health.features.workerThreads, true)
  // The one that starts another one is a thread as well.
  assert.equal(health.processes[0].threads, 6)
  await app.api.remove(id)
  return { app, ask }
}
