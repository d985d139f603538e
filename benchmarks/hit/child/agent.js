'use strict'

// One process with the agent. Job: { probe, line, batches, sink, dear: each hit makes an event }.
// Prints { idle: batches without the probe, hit: batches with it, totalHits, hitCount, status, calls }.

const { join } = require('node:path')
const { BATCH, timeBatches, WARM_UP_CALLS, warmUp } = require('./timing.js')

/** Batches of the probe before those that count. */
const WARM_BATCHES = 20

/** Counts are handed on at least as often. */
const COUNTS_MS = 1500

const PLENTY = { limitPerSecond: 10_000, burst: 10_000 }

async function measure({ probe, line, batches, sink, dear }) {
  const { start } = require('@debugin/agent')
  const agent = start({
    enableControlApi: false,
    eventSinkUrl: sink,
    maxSnapshotsPerSecond: 1e9,
    cpuBudget: 'off',
    cacheDir: 'off',
    root: __dirname,
  })
  const subject = require('./subject.js')
  warmUp(subject)
  const idle = await timeBatches(subject, batches)
  const { message, condition = null, ...config } = { rateLimit: PLENTY, ...probe }
  const file = join(__dirname, 'subject.js')
  if (message === undefined) agent.setTracepoint(file, line, condition, config)
  else agent.setLogpoint(file, line, message, condition, config)
  // The twin is new to V8, too; but there is a limit to the events of a second.
  if (!dear) warmUp(subject)
  await timeBatches(subject, WARM_BATCHES)
  const hit = await timeBatches(subject, batches)
  const { totalHits, hitCount, status } = await countsAtRest(agent)
  await agent.stop()
  const calls = (WARM_BATCHES + batches) * BATCH + (dear ? 0 : WARM_UP_CALLS)
  return { idle, hit, totalHits, hitCount, status, calls }
}

/** The point, when all that the program counted has reached the agent. */
async function countsAtRest(agent) {
  for (let before = null; ; ) {
    const [point] = agent.getPoints()
    if (before !== null && before.totalHits === point.totalHits) return point
    before = point
    await new Promise((resolve) => setTimeout(resolve, COUNTS_MS))
  }
}

measure(JSON.parse(process.argv[2])).then((result) => console.log(JSON.stringify(result)))
