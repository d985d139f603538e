'use strict'

// One process with a breakpoint of the inspector. Job: { breakpoint, line, batches, own, clock }; `own`: set by the
// program in itself, else from a thread of its own.
// Prints { idle: batches without the breakpoint, hit: batches with it, pauses, logged, calls }.

const { join } = require('node:path')
const { Worker } = require('node:worker_threads')
const { setOwnBreakpoint } = require('./ownBreakpoint.js')
const { DEAR_BATCH, timeBatches, warmUp } = require('./timing.js')

/** Batches with the breakpoint before those that count. */
const WARM_BATCHES = 2

async function measure({ breakpoint, line, batches, own, clock }) {
  const subject = require('./subject.js')
  warmUp(subject)
  // While another thread works for it, the program waits, and that counts.
  const kind = own ? clock : 'wall'
  const idle = await timeBatches(subject, batches, DEAR_BATCH, kind)
  const countPauses = await (own ? setOwnBreakpoint : setFromThread)({ ...breakpoint, line })
  await timeBatches(subject, WARM_BATCHES, DEAR_BATCH, kind)
  const hit = await timeBatches(subject, batches, DEAR_BATCH, kind)
  const pauses = await countPauses()
  const calls = (WARM_BATCHES + batches) * DEAR_BATCH
  return { idle, hit, pauses, logged: globalThis.logged?.length ?? globalThis.counted ?? 0, calls }
}

/** Sets it; gives a function that ends the thread and says how often it has paused. */
async function setFromThread(workerData) {
  const worker = new Worker(join(__dirname, 'breakpoint.js'), { workerData })
  await answerOf(worker)
  return async () => {
    worker.postMessage('end')
    const { pauses } = await answerOf(worker)
    await worker.terminate()
    return pauses
  }
}

function answerOf(worker) {
  return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
}

measure(JSON.parse(process.argv[2])).then((result) => console.log(JSON.stringify(result)))
