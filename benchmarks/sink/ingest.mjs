import { Agent } from 'node:http'
import { quantile } from '../idle/statistics.mjs'
import { startBeside } from './besideProcess.mjs'
import { measureFanOut } from './fanOut.mjs'
import { postBatch, prepareBatches } from './postSnapshots.mjs'
import { measureQueries } from './queries.mjs'
import { startSinkProcess } from './sinkProcess.mjs'

/** Events of one request, and requests under way at once. */
const BATCH = 100
const CALLERS = 4

/** Events a second that the sink has to take, and at which the time of a request is measured. */
export const RATE = 5000

/** Requests that go before all others: what is measured is a sink that has run for a while. */
const WARM_UP = 50

/**
 * Sends batches of snapshots to a sink that keeps them in a file: first as many as it takes, then at a fixed rate, with
 * the same requests to a server that only reads them before and after; then asks for some of them, and sends more while
 * others follow.
 *
 * @returns `{ events, perSecond, bytes, cpu, paced, control, queries, live }`: `paced` and `control`, that server, are
 *   `{ perSecond, p50, p99, max }` with times in ms; `cpu` in microseconds of a core for an event, null where the system does not
 *   tell
 * @throws Error when the sink does not keep what it said it had taken
 */
export async function measureIngest(node, environment, seconds) {
  const reader = await startBeside(node, environment, 'bodyReader.js', {}, { isAside: false })
  const sink = await startSinkProcess(node, environment)
  const agent = new Agent({ keepAlive: true })
  const nextBatch = prepareBatches(BATCH)
  const postTo = (url) => () => postBatch(agent, url, nextBatch())
  let sent = 0
  const post = () => {
    sent += BATCH
    return postBatch(agent, sink.url, nextBatch())
  }
  try {
    for (let i = 0; i < WARM_UP; i++) await Promise.all([post(), postTo(reader.said)()])
    const before = sink.cpuMs()
    const full = await saturate(post, seconds)
    const cpu = before === null ? null : ((sink.cpuMs() - before) * 1000) / full.events
    const controls = [await pace(postTo(reader.said), seconds / 2)]
    const paced = await pace(post, seconds)
    controls.push(await pace(postTo(reader.said), seconds / 2))
    const kept = await sink.count()
    if (kept !== sent) throw new Error(`the sink took ${sent} events and keeps ${kept}`)
    const queries = await measureQueries(sink.url)
    const live = await measureFanOut(sink.url, seconds)
    const bytes = nextBatch().length / BATCH
    return { ...full, bytes, cpu, paced: describe([paced]), control: describe(controls), queries, live }
  } finally {
    agent.destroy()
    await Promise.all([sink.stop(), reader.stop()])
  }
}

async function saturate(post, seconds) {
  const began = performance.now()
  const end = began + seconds * 1000
  let batches = 0
  const call = async () => {
    while (performance.now() < end) {
      await post()
      batches++
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, call))
  const perSecond = (batches * BATCH) / ((performance.now() - began) / 1000)
  return { events: batches * BATCH, perSecond }
}

/**
 * A request begins when its time has come, whether or not others have been answered. It counts from the time at which it
 * should have begun: where something holds up whoever sends, the requests that came late for it count too.
 */
async function pace(post, seconds) {
  const count = Math.round((RATE * seconds) / BATCH)
  const began = performance.now()
  const times = []
  const requests = []
  for (let i = 0; i < count; i++) {
    const due = began + (i * BATCH * 1000) / RATE
    const early = due - performance.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
    requests.push(post().then(() => times.push(performance.now() - due)))
  }
  await Promise.all(requests)
  return { perSecond: (count * BATCH) / ((performance.now() - began) / 1000), times }
}

function describe(runs) {
  const times = runs.flatMap((run) => run.times)
  const perSecond = runs.reduce((sum, run) => sum + run.perSecond, 0) / runs.length
  return { perSecond, p50: quantile(times, 0.5), p99: quantile(times, 0.99), max: Math.max(...times) }
}
