'use strict'

// One process with dd-trace and a probe of its Dynamic Instrumentation. Job: { probe, line, batches, agent: the URL of
// the stand-in, snapshots: there may be but a few a second, final: an id that the condition holds for }.
// Prints { idle: batches without the probe, hit: batches with it, events, last: the last event, calls }.

const { randomUUID } = require('node:crypto')
const { writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { timeBatches, warmUp } = require('./timing.js')

/** Calls that are timed together: dd-trace takes no more than 25 snapshots a second. */
const BATCH = 20
const SECOND_MS = 1100

/** Batches with the probe before those that count. */
const WARM_BATCHES = 2

/** dd-trace sends what it has at this interval. */
const UPLOAD_MS = 100

const PATIENCE_MS = 60_000

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

async function measure({ probe, line, batches, agent, snapshots, folder, final }) {
  const subject = require('./subject.js')
  warmUp(subject)
  const idle = await timeBatches(subject, batches, BATCH)
  const id = randomUUID()
  const where = { sourceFile: 'hit/child/subject.js', lines: [String(line)] }
  const file = join(folder, `${id}.json`)
  writeFileSync(file, JSON.stringify([{ id, version: 0, type: 'LOG_PROBE', language: 'javascript', where, ...probe }]))
  startTracer(file, agent)
  const seen = async () => (await fetch(`${agent}/seen/${id}`)).json()
  await until(async () => isInstalled(await seen()))
  const time = async (count) => {
    const timed = { call: [], all: [] }
    for (let batch = 0; batch < count; batch++) {
      if (snapshots) await pause(SECOND_MS)
      const { call, all } = await timeBatches(subject, 1, BATCH)
      timed.call.push(...call)
      timed.all.push(...all)
    }
    return timed
  }
  await time(WARM_BATCHES)
  const hit = await time(batches)
  if (final !== undefined) subject(final)
  const { events, last } = await atRest(seen)
  return { idle, hit, events, last, calls: (WARM_BATCHES + batches) * BATCH }
}

/** As it comes, but for what would make it leave out some of an event on a machine that is slow just then. */
function startTracer(probeFile, agent) {
  Object.assign(process.env, {
    DD_TRACE_AGENT_URL: agent,
    DD_DYNAMIC_INSTRUMENTATION_ENABLED: 'true',
    DD_DYNAMIC_INSTRUMENTATION_PROBE_FILE: probeFile,
    DD_DYNAMIC_INSTRUMENTATION_UPLOAD_INTERVAL_SECONDS: String(UPLOAD_MS / 1000),
    DD_DYNAMIC_INSTRUMENTATION_CAPTURE_TIMEOUT_MS: '10000',
    DD_DYNAMIC_INSTRUMENTATION_EVALUATION_TIMEOUT_MS: '10000',
    DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
    DD_TRACE_STARTUP_LOGS: 'false',
  })
  require('../../rivals/node_modules/dd-trace').init()
}

function isInstalled({ statuses }) {
  if (statuses.includes('ERROR')) throw new Error('dd-trace refused the probe')
  return statuses.includes('INSTALLED')
}

/** What the stand-in has seen, when some has come and no more comes. */
async function atRest(seen) {
  let before = { events: 0 }
  await until(async () => {
    await pause(5 * UPLOAD_MS)
    const now = await seen()
    const rests = now.events > 0 && now.events === before.events
    before = now
    return rests
  })
  return before
}

async function until(holds) {
  const end = performance.now() + PATIENCE_MS
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('dd-trace did not do what was waited for')
    await pause(UPLOAD_MS)
  }
}

measure(JSON.parse(process.argv[2])).then((result) => {
  console.log(JSON.stringify(result))
  process.exit()
})
