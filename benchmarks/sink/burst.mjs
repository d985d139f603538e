import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describeSpread, median, quantile } from '../idle/statistics.mjs'
import { startBeside } from './besideProcess.mjs'
import { startSinkProcess } from './sinkProcess.mjs'

const CHILD = fileURLToPath(new URL('child/burst.js', import.meta.url))
const run = promisify(execFile)

/** Events of one job of the program. */
const HITS = 4
const WARM_UP = 1000
/** In the first one V8 compiles what the point has made new; in a program that runs on, others follow. */
const BURSTS = 2
const TIMEOUT_MS = 240_000
/** What a job of the plain program takes. */
const JOB_MS = 1
/** Lines of the orders of the survey. */
const SURVEY_LINES = 100

/**
 * What the program runs with, in the order of a round; every other round goes backwards, so that a machine that slows
 * down meets all alike. The neighbours need to know how busy the agent and the sink are, so they come after them first.
 */
export const WAYS = {
  here: 'agent, and the sink beside it',
  elsewhere: 'agent, its sink elsewhere',
  plain: 'plain',
  neighbour: 'plain, beside neighbours as busy as agent and sink',
}

/**
 * A program as it is and with a logpoint in what it does most, in turns: how long its jobs take, and whether every event
 * has arrived in the end.
 *
 * A sink in production stands on another machine. `elsewhere` has a stand-in that keeps what it gets and does nothing
 * more; with `here`, the real sink shares the machine, at the lowest priority. What does `here` cost any program that
 * has nothing to do with us? `neighbour` tells: the plain program beside two processes that take as much of the cores as
 * the agent's thread and the sink did. The agent's thread, and its neighbour, have the priority of any thread.
 *
 * @param events of one burst; each process makes two, one after the other
 * @returns `{ events, lost, lines: of each order, ways: [{ name, bursts: [{ p50, p99, waited, agentCpu, sinkCpu, ratio: { p50, p99 } }] }] }`:
 *   spreads over processes, of ms, of ms without a core in each second, of microseconds of a core for each event; and of
 *   ratios to the same burst of plain in the same round. Null where the system does not tell, or there is none.
 */
export async function measureBurst(node, environment, { processes, events, clock }) {
  const jobs = Math.round(events / HITS)
  const expected = processes * BURSTS * jobs * HITS
  const beside = (file, job, isAside) => startBeside(node, environment, file, job, { isAside })
  const sink = await startSinkProcess(node, environment, { isAside: true })
  const standIn = await beside('standIn.js', {}, true)
  const startWith = async (lines, url) => {
    const job = JSON.stringify({ sink: url, lines, jobs, bursts: BURSTS, warmUp: WARM_UP, clock })
    const { stdout } = await run(node, [CHILD, job], { env: environment, timeout: TIMEOUT_MS, maxBuffer: 1e8 })
    return JSON.parse(stdout)
  }
  let lost = 0
  let lines
  let measured
  try {
    // A Node that is twice as fast gets twice the work.
    const survey = (await startWith(SURVEY_LINES, null)).flatMap(({ times }) => times)
    lines = Math.round((SURVEY_LINES * JOB_MS) / quantile(survey, 0.5))
    const start = (url) => startWith(lines, url)
    measured = await measureInTurns({ start, beside, sink, standIn }, processes)
    lost += expected - (await sink.count('event_type=probe.hit.logpoint'))
    lost += expected - (await (await fetch(`${standIn.said}/count`)).json())
  } finally {
    await Promise.all([sink.stop(), standIn.stop()])
  }
  const ways = Object.keys(WAYS).map((name) => ({
    name,
    bursts: Array.from({ length: BURSTS }, (_, n) => {
      const [own, plain] = [measured[name], measured.plain].map((processes) => processes.map((found) => found[n]))
      return describe(own, plain, jobs * HITS)
    }),
  }))
  return { events: jobs * HITS, lost, lines, ways }
}

/** What the program printed, for each way and round; `here` with `sinkMs`, what the sink spent on cores for a burst. */
async function measureInTurns({ start, beside, sink, standIn }, processes) {
  const names = Object.keys(WAYS)
  const measured = Object.fromEntries(names.map((name) => [name, []]))
  const turns = {
    async here() {
      const before = sink.cpuMs()
      const found = await start(sink.url)
      const sinkMs = before === null ? null : (sink.cpuMs() - before) / BURSTS
      return found.map((burst) => ({ ...burst, sinkMs }))
    },
    elsewhere: () => start(standIn.said),
    plain: () => start(null),
    async neighbour() {
      const shareOf = (of) => median(measured.here.flat().map((one) => (one[of] ?? 0) / 1000 / one.seconds))
      const neighbours = [
        await beside('neighbour.js', { share: shareOf('agentMs') }, false),
        await beside('neighbour.js', { share: shareOf('sinkMs') }, true),
      ]
      try {
        return await start(null)
      } finally {
        await Promise.all(neighbours.map((one) => one.stop()))
      }
    },
  }
  for (let round = 0; round < processes; round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) measured[name].push(await turns[name]())
  }
  return measured
}

function describe(processes, plain, events) {
  const spreadOf = (of) => {
    const values = processes.map(of).filter((value) => value !== null && value !== undefined)
    return values.length === 0 ? null : describeSpread(values)
  }
  const timeOf = (q) => spreadOf(({ times }) => quantile(times, q))
  const ratioOf = (q) => spreadOf(({ times }, round) => quantile(times, q) / quantile(plain[round].times, q))
  const perEvent = (ms) => (typeof ms === 'number' ? (ms * 1000) / events : null)
  return {
    p50: timeOf(0.5),
    p99: timeOf(0.99),
    waited: spreadOf(({ waited, seconds }) => (waited === null ? null : waited / seconds)),
    agentCpu: spreadOf(({ agentMs }) => perEvent(agentMs)),
    sinkCpu: spreadOf(({ sinkMs }) => perEvent(sinkMs)),
    ratio: { p50: ratioOf(0.5), p99: ratioOf(0.99) },
  }
}
