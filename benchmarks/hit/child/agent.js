'use strict'

// One process with the agent. Job: { type, point, line, batches, sink, clock, dear: each hit makes an event }.
// Prints { idle: batches without the point, hit: batches with it, totalHits, hitCount, status, calls }.

const { join } = require('node:path')
const { BATCH, DEAR_BATCH, timeBatches, WARM_UP_CALLS, warmUp } = require('./timing.js')

/** Batches with the point before those that count: V8 has to have optimised all of a capture. */
const WARM_BATCHES = 80

/** Counts are handed on at least as often. */
const COUNTS_MS = 1500

const PLENTY = { limitPerSecond: 10_000, burst: 10_000 }

async function measure({ type = 'tracepoint', point, line, batches, sink, clock, dear = false }) {
  const { start } = require('@debugin/agent')
  const agent = start({
    controlApiPort: 0,
    eventSinkUrl: sink,
    maxSnapshotsPerSecond: 1e9,
    cpuBudget: 'off',
    cacheDir: 'off',
    root: __dirname,
  })
  const subject = require('./subject.js')
  const size = dear ? DEAR_BATCH : BATCH
  warmUp(subject)
  const idle = await timeBatches(subject, batches, size, clock)
  const limit = type === 'metricpoint' ? {} : { rateLimit: PLENTY }
  await post(`${await agent.ready}/${type}s`, { file: join(__dirname, 'subject.js'), line, ...limit, ...point })
  // The twin is new to V8, too; but there is a limit to the events of a second.
  if (!dear) warmUp(subject)
  await timeBatches(subject, WARM_BATCHES, size)
  const hit = await timeBatches(subject, batches, size, clock)
  const { totalHits, hitCount, status } = await countsAtRest(agent)
  await agent.stop()
  const calls = (WARM_BATCHES + batches) * size + (dear ? 0 : WARM_UP_CALLS)
  return { idle, hit, totalHits, hitCount, status, calls }
}

async function post(url, body) {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (answer.status !== 201) throw new Error(`the point was refused: ${await answer.text()}`)
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
