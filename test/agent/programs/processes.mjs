import assert from 'node:assert/strict'
import { until } from '../harness/deadline.mjs'
import { startProgram } from '../harness/program.mjs'
import { lineOf } from '../harness/tree.mjs'
import { PRICE } from './workers.mjs'

const APP = `const cluster = require('node:cluster')
const { fork } = require('node:child_process')
const { Worker } = require('node:worker_threads')
const { price } = require('./price.js')
cluster.setupPrimary({ exec: __dirname + '/child.js' })
const parts = []
const start = (part) => {
  parts.push(part)
  return new Promise((resolve) => part.once('message', ({ pid }) => resolve(pid)))
}
require('./steps.cjs')({
  cluster: () => start(cluster.fork()),
  worker: () => start(new Worker(__dirname + '/thread.js')),
  fork: (name = 'child.js', options = {}) => start(fork(__dirname + '/' + name, options)),
  ask: (index, amount) =>
    new Promise((resolve) => {
      const part = parts[index].once('message', resolve)
      if (part.postMessage) part.postMessage(amount)
      else part.send(amount)
    }),
  kill: (index) =>
    new Promise((resolve) => {
      const part = parts[index]
      const child = part.process ?? part
      child.once('exit', (code, signal) => resolve(signal)).kill('SIGKILL')
    }),
  own: (amount) => price(amount),
  end: () => void setTimeout(() => process.exit(0), 20),
})
`

const CHILD = `const { price } = require('./price.js')
process.on('message', (amount) => process.send({ value: price(amount), pid: process.pid }))
process.on('disconnect', () => process.exit(0))
process.send({ pid: process.pid })
`

const THREAD = `const { parentPort } = require('node:worker_threads')
const { price } = require('./price.js')
parentPort.on('message', (amount) => parentPort.postMessage({ value: price(amount), pid: process.pid }))
parentPort.postMessage({ pid: process.pid })
`

export const FILES = { 'price.js': PRICE, 'app.js': APP, 'child.js': CHILD, 'thread.js': THREAD }

/** A program of 4 Workers, 4 processes of a cluster and a forked child, with a point that all of them hit. */
export async function hitsInEveryProcess(context, options = {}) {
  const app = await startProgram(context, { files: FILES, ...options })
  const ask = (index, amount) => app.step('ask', index, amount)
  const startAll = (step, times) => Promise.all(Array.from({ length: times }, () => app.step(step)))
  await startAll('cluster', 2)
  await startAll('worker', 2)
  const { id } = await app.api.trace({ file: 'price.js', line: lineOf(PRICE, 'return') })
  await startAll('cluster', 2)
  await startAll('worker', 2)
  await app.step('fork')
  // Those that were there before the point hear of it in a moment.
  await until('all processes', async () => (await app.api.health()).processes.length === 6)
  const pids = new Set([app.child.pid])
  assert.equal(await app.step('own', 1), 2)
  const places = () =>
    new Set(app.events.hitsSoFar(id).map(({ client, payload }) => `${client.processId} ${payload.threadId}`))
  await until('hits of every thread', async () => {
    for (let index = 0; index < 9; index++) {
      const { value, pid } = await ask(index, 10)
      assert.equal(value, 20)
      pids.add(pid)
    }
    return places().size === 10
  })
  assert.deepEqual(new Set(app.events.hitsSoFar(id).map(({ client }) => client.processId)), pids)
  await until('the sum', async () => (await app.api.point(id)).hitCount === app.events.hitsSoFar(id).length)
  const { processes } = await app.api.health()
  assert.deepEqual(processes.map(({ threads }) => threads).sort(), [1, 1, 1, 1, 1, 5])
  return { app, ask, id, pids }
}
