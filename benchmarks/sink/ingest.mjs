import { Agent } from 'node:http'
import { quantile } from '../idle/statistics.mjs'
import { measureFanOut } from './fanOut.mjs'
import { postSnapshots } from './postSnapshots.mjs'
import { measureQueries } from './queries.mjs'
import { startSinkProcess } from './sinkProcess.mjs'

/** Events of one request, and requests under way at once. */
const BATCH = 100
const CALLERS = 4

/** Events a second that the sink has to take, and at which the time of a request is measured. */
export const RATE = 5000

/**
 * Sends batches of snapshots to a sink that keeps them in a file: first as many as it takes, then at a fixed rate;
 * then asks for some of them, and sends more while others follow.
 *
 * @returns `{ events, perSecond, bytes, cpu, paced: { perSecond, p50, p99, max }, queries, live }`: times in ms, `cpu` in microseconds of
 *   a core for an event, null where the system does not tell
 * @throws Error when the sink does not keep what it said it had taken
 */
export async function measureIngest(node, environment, seconds) {
  const sink = await startSinkProcess(node, environment)
  const agent = new Agent({ keepAlive: true })
  let sent = 0
  const post = async () => {
    const bytes = await postSnapshots(agent, sink.url, BATCH)
    sent += BATCH
    return bytes
  }
  try {
    await post()
    const before = sink.cpuMs()
    const full = await saturate(post, seconds)
    const cpu = before === null ? null : ((sink.cpuMs() - before) * 1000) / full.events
    const paced = await pace(post, seconds)
    const kept = await sink.count()
    if (kept !== sent) throw new Error(`the sink took ${sent} events and keeps ${kept}`)
    const queries = await measureQueries(sink.url)
    return { ...full, cpu, paced, queries, live: await measureFanOut(sink.url, seconds) }
  } finally {
    agent.destroy()
    await sink.stop()
  }
}

async function saturate(post, seconds) {
  const began = performance.now()
  const end = began + seconds * 1000
  let bytes = 0
  let batches = 0
  const call = async () => {
    while (performance.now() < end) {
      const size = await post()
      bytes += size
      batches++
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, call))
  const perSecond = (batches * BATCH) / ((performance.now() - began) / 1000)
  return { events: batches * BATCH, perSecond, bytes: bytes / batches / BATCH }
}

/** A request begins when its time has come, whether or not others have been answered, and counts from then on. */
async function pace(post, seconds) {
  const count = Math.round((RATE * seconds) / BATCH)
  const began = performance.now()
  const times = []
  const requests = []
  for (let i = 0; i < count; i++) {
    const due = began + (i * BATCH * 1000) / RATE
    await new Promise((resolve) => setTimeout(resolve, Math.max(due - performance.now(), 0)))
    // The timer's own delay is none of the sink's.
    const from = performance.now()
    requests.push(post().then(() => times.push(performance.now() - from)))
  }
  await Promise.all(requests)
  const perSecond = (count * BATCH) / ((performance.now() - began) / 1000)
  return { perSecond, p50: quantile(times, 0.5), p99: quantile(times, 0.99), max: Math.max(...times) }
}
