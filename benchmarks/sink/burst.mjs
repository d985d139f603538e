import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { median, quantile } from '../idle/statistics.mjs'
import { startSinkProcess } from './sinkProcess.mjs'

const CHILD = fileURLToPath(new URL('child/burst.js', import.meta.url))
const run = promisify(execFile)

/** Events of one job of the program. */
const HITS = 4
const WARM_UP = 1000
const TIMEOUT_MS = 120_000

/**
 * A program with and without a logpoint in what it does most, in turns: how long its jobs take, and whether the sink
 * has every event in the end.
 *
 * The sink runs at the lowest priority: what is asked is what the agent does to the program, and a sink that wants a core
 * of two for itself is not the agent. The agent's thread is: it keeps the priority that it has in production. Where
 * other work leaves no core the sink takes longer, and the agent waits for it with its events.
 *
 * @returns `{ events, perSecond, lost, plain: { p50, p99 }, agent: { p50, p99 }, p50, p99 }`: ms of the middle process,
 *   and ratios
 */
export async function measureBurst(node, environment, { processes, events, clock }) {
  const jobs = Math.round(events / HITS)
  const sink = await startSinkProcess(node, environment, { isAside: true })
  const measured = { plain: [], agent: [] }
  let kept = 0
  let lost = 0
  const start = async (url) => {
    const job = JSON.stringify({ sink: url, jobs, warmUp: WARM_UP, clock })
    const { stdout } = await run(node, [CHILD, job], { env: environment, timeout: TIMEOUT_MS, maxBuffer: 1e8 })
    return JSON.parse(stdout).times
  }
  const turns = {
    plain: async () => measured.plain.push(await start(null)),
    agent: async () => {
      measured.agent.push(await start(sink.url))
      const count = await sink.count('event_type=probe.hit.logpoint')
      lost += jobs * HITS - (count - kept)
      kept = count
    },
  }
  try {
    for (let round = 0; round < processes; round++) {
      // Every other round backwards, so that a machine that slows down meets both alike.
      for (const name of round % 2 === 0 ? ['plain', 'agent'] : ['agent', 'plain']) await turns[name]()
    }
  } finally {
    await sink.stop()
  }
  const [plain, agent] = [describe(measured.plain), describe(measured.agent)]
  const seconds = median(measured.agent.map((times) => times.reduce((sum, time) => sum + time, 0) / 1000))
  const ratios = { p50: agent.p50 / plain.p50, p99: agent.p99 / plain.p99 }
  return { events: jobs * HITS, perSecond: (jobs * HITS) / seconds, lost, plain, agent, ...ratios }
}

function describe(processes) {
  const middle = (q) => median(processes.map((times) => quantile(times, q)))
  return { p50: middle(0.5), p99: middle(0.99) }
}
