'use strict'

// A program that works off jobs, one a turn of its event loop, in bursts. Job: { sink, isSilent, lines: of each order, jobs:
// of a burst, warmUp, clock }; with a sink the agent is in it, and from the first burst on each job passes the logpoint, the
// condition of which never holds where it is silent. Says
// when it is ready; after each message `burst` { times: of each job in ms by the clock, from the end of the one before;
// seconds: all of them; waited: ms in which the program had no core that it could have used; agentMs: what the agent's
// threads spent on cores meanwhile, and until they had nothing left to do }, the last two null where the system does not
// tell, or there is no agent. Ends after `end`.

const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { setTimeout: pause } = require('node:timers/promises')

const { clocks } = require('../../idle/child/clock.js')
const { readThreadTimes } = require('./threadTimes.js')

const { sink, isSilent, lines, jobs, warmUp, clock } = JSON.parse(process.argv[2])
const nanoseconds = clocks[clock]()
const FILE = join(__dirname, 'orders.js')
/** Things that the program keeps. */
const CATALOGUE = 200_000
/** Until the last events have left the program, so that the next one's burst does not meet them. */
const REST_MS = 250
const MOST = { limitPerSecond: 10_000, burst: 10_000 }

/**
 * What a program reads in at its start and keeps. V8 lets its new space grow as much survives there, from 1 to 16 MB: with
 * a small one it collects garbage often and shortly, with a large one rarely and for longer. It has grown in any program
 * that has loaded something, the agent for instance; without this, plain and it would differ in that above all.
 */
function readCatalogue() {
  return Array.from({ length: CATALOGUE }, (_, i) => ({ sku: `sku-${i}`, cost: (i % 9) + 0.5, tags: [`tag-${i % 7}`] }))
}

async function run() {
  const catalogue = readCatalogue()
  const others = new Set(readThreadTimes(process.pid).keys())
  const agent = sink === null ? null : startAgent()
  const work = require(FILE)
  await workOff(work, warmUp)
  let isSet = false
  process.on('message', async (message) => {
    if (message === 'burst') {
      if (agent !== null && !isSet) setPoint(agent)
      isSet = true
      process.send(await measureBurst(work, agent === null ? null : others))
    } else {
      await agent?.stop()
      if (catalogue.length !== CATALOGUE) throw new Error('the catalogue is gone')
      process.disconnect()
    }
  })
  process.send('ready')
}

function setPoint(agent) {
  const lines = readFileSync(FILE, 'utf8').split('\n')
  const line = lines.findIndex((text) => text.includes('// the place')) + 1
  return agent.setLogpoint(FILE, line, 'order {order.id}: {sum}', isSilent ? 'sum < 0' : null, { rateLimit: MOST })
}

/** @param others ids of the threads that are not the agent's; null where there is no agent */
async function measureBurst(work, others) {
  const before = readThreadTimes(process.pid)
  const began = performance.now()
  const times = await workOff(work, jobs)
  const seconds = (performance.now() - began) / 1000
  await pause(REST_MS)
  const spent = difference(before, readThreadTimes(process.pid))
  const waited = spent.get(String(process.pid))?.waited ?? null
  if (waited === null || others === null) return { times, seconds, waited, agentMs: null }
  const ofAgent = [...spent].filter(([id]) => !others.has(id))
  return { times, seconds, waited, agentMs: ofAgent.reduce((sum, [, { onCore }]) => sum + onCore, 0) }
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
    root: __dirname,
  })
}

async function workOff(work, count) {
  const times = []
  let before = nanoseconds()
  for (let job = 0; job < count; job++) {
    work(job, lines)
    await new Promise((resolve) => setImmediate(resolve))
    const now = nanoseconds()
    times.push((now - before) / 1e6)
    before = now
  }
  return times
}

/** What threads have done between two readings; a thread that is new by the second has done all of it. */
function difference(before, after) {
  return new Map(
    [...after].map(([id, { onCore, waited }]) => {
      const first = before.get(id) ?? { onCore: 0, waited: 0 }
      return [id, { onCore: onCore - first.onCore, waited: waited - first.waited }]
    }),
  )
}

run()
