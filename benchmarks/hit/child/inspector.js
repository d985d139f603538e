'use strict'

// One process with a breakpoint of the inspector, set from a thread of its own. Job: { breakpoint, line, batches }.
// Prints { idle: batches without the breakpoint, hit: batches with it, pauses, logged, calls }.

const { join } = require('node:path')
const { Worker } = require('node:worker_threads')
const { DEAR_BATCH, timeBatches, warmUp } = require('./timing.js')

/** Batches with the breakpoint before those that count. */
const WARM_BATCHES = 2

async function measure({ breakpoint, line, batches }) {
  const subject = require('./subject.js')
  warmUp(subject)
  const idle = await timeBatches(subject, batches, DEAR_BATCH)
  const worker = new Worker(join(__dirname, 'breakpoint.js'), { workerData: { ...breakpoint, line } })
  await answerOf(worker)
  await timeBatches(subject, WARM_BATCHES, DEAR_BATCH)
  const hit = await timeBatches(subject, batches, DEAR_BATCH)
  worker.postMessage('end')
  const { pauses } = await answerOf(worker)
  await worker.terminate()
  const calls = (WARM_BATCHES + batches) * DEAR_BATCH
  return { idle, hit, pauses, logged: globalThis.logged?.length ?? globalThis.counted ?? 0, calls }
}

function answerOf(worker) {
  return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
}

measure(JSON.parse(process.argv[2])).then((result) => console.log(JSON.stringify(result)))
