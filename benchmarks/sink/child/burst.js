'use strict'

// A program that works off jobs, one a turn of its event loop. Job: { sink, jobs, warmUp, clock }; with a sink the agent is in
// it, and each job passes the logpoint. Prints { times: of each job in ms by the clock, from the end of the one before }.

const { readFileSync } = require('node:fs')
const { join } = require('node:path')

const { clocks } = require('../../idle/child/clock.js')

const { sink, jobs, warmUp, clock } = JSON.parse(process.argv[2])
const nanoseconds = clocks[clock]()
const FILE = join(__dirname, 'orders.js')
const MOST = { limitPerSecond: 10_000, burst: 10_000 }

async function run() {
  const agent = sink === null ? null : startAgent()
  const work = require(FILE)
  await workOff(work, warmUp)
  if (agent !== null) {
    const line =
      readFileSync(FILE, 'utf8')
        .split('\n')
        .findIndex((text) => text.includes('// the place')) + 1
    agent.setLogpoint(FILE, line, 'order {order.id}: {sum}', null, { rateLimit: MOST })
  }
  const times = await workOff(work, jobs)
  await agent?.stop()
  console.log(JSON.stringify({ times }))
}

function startAgent() {
  const { start } = require('@debugin/agent')
  return start({
    enableControlApi: false,
    eventSinkUrl: sink,
    applicationName: 'burst',
    maxSnapshotsPerSecond: 1e9,
    cpuBudget: 'off',
    cacheDir: 'off',
    spoolDir: 'off',
    root: __dirname,
  })
}

async function workOff(work, count) {
  const times = []
  let before = nanoseconds()
  for (let job = 0; job < count; job++) {
    work(job)
    await new Promise((resolve) => setImmediate(resolve))
    const now = nanoseconds()
    times.push((now - before) / 1e6)
    before = now
  }
  return times
}

run()
