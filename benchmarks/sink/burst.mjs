import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describeRatios, describeSpread, quantile } from '../idle/statistics.mjs'
import { startBeside } from './besideProcess.mjs'
import { startSinkProcess } from './sinkProcess.mjs'

const CHILD = fileURLToPath(new URL('child/burst.js', import.meta.url))

/** Events of one job of the program. */
const HITS = 4
const WARM_UP = 1000
/** Of each process. In the first one V8 compiles what the point has made new; in a program that runs on, others follow. */
const BURSTS = 3
/** What a job of the plain program takes. */
const JOB_MS = 1
/** Lines of the orders of the survey. */
const SURVEY_LINES = 100

/** What the program runs with, in the order of a round. */
export const WAYS = {
  here: 'agent, and the sink beside it',
  elsewhere: 'agent, its sink elsewhere',
  silent: 'agent, a point without events',
  plain: 'plain',
  again: 'plain, once more',
}

/**
 * A program as it is and with a logpoint in what it does most: how long its jobs take, and whether every event has
 * arrived in the end.
 *
 * A machine that others use may be 1.7 times slower for some seconds, which is longer than a burst and shorter than a
 * process. So all processes of a round stand ready before the first burst, and make their bursts one after the other;
 * every other time backwards. Each burst is compared with the plain one of its turn, and `again`, a second process of
 * the plain program, tells what that comparison gives where there is nothing to find.
 *
 * A sink in production stands on another machine. `elsewhere` has a stand-in that keeps what it gets and does nothing
 * more; with `here`, the real sink shares the machine, at the lowest priority. `silent` has a point whose condition never
 * holds: what V8 does about a point that was just set is in it, and no delivery.
 *
 * @param events of one burst
 * @param processes of each way; each makes several bursts
 * @returns `{ events, lost, lines: of each order, ways: [{ name, first, later }] }`; `first` and `later`, of the first
 *   burst and of those after it, as `{ p50, p99, waited, agentCpu, sinkCpu, ratio: { p50, p99 } }`: spreads over bursts,
 *   of ms, of ms without a core in each second, of microseconds of a core for each event; and of ratios to the burst of
 *   plain in the same turn, with their mean and its error. Null where the system does not tell, or there is none.
 */
export async function measureBurst(node, environment, { processes, events, clock }) {
  const jobs = Math.round(events / HITS)
  const expected = processes * BURSTS * jobs * HITS
  const startWith = (lines, url, isSilent = false) =>
    startProgram(node, environment, { sink: url, isSilent, lines, jobs, warmUp: WARM_UP, clock })
  const sink = await startSinkProcess(node, environment, { isAside: true })
  const standIn = await startBeside(node, environment, 'standIn.js', {}, { isAside: true })
  try {
    const lines = await surveyLines((url) => startWith(SURVEY_LINES, url))
    const urls = { here: sink.url, elsewhere: standIn.said, silent: standIn.said, plain: null, again: null }
    const turns = []
    for (let round = 0; round < processes; round++) {
      turns.push(await measureRound((name) => startWith(lines, urls[name], name === 'silent'), round, sink))
    }
    const kept = await sink.count('event_type=probe.hit.logpoint')
    const arrived = await (await fetch(`${standIn.said}/count`)).json()
    const ways = Object.keys(WAYS).map((name) => ({
      name,
      first: describe(
        turns.map(([first]) => first),
        name,
        jobs * HITS,
      ),
      later: describe(
        turns.flatMap(([, ...later]) => later),
        name,
        jobs * HITS,
      ),
    }))
    return { events: jobs * HITS, lost: 2 * expected - kept - arrived, lines, ways }
  } finally {
    await Promise.all([sink.stop(), standIn.stop()])
  }
}

/** Starts a program of child/burst.js, and waits until it is ready: `{ burst, end, kill }`. */
async function startProgram(node, environment, job) {
  const child = fork(CHILD, [JSON.stringify(job)], { execPath: node, env: environment, execArgv: [] })
  const ended = once(child, 'exit')
  const gone = ended.then(([code]) => Promise.reject(new Error(`the program of the burst ended with ${code}`)))
  gone.catch(() => {})
  const nextMessage = async () => (await Promise.race([once(child, 'message'), gone]))[0]
  await nextMessage()
  return {
    async burst() {
      child.send('burst')
      return await nextMessage()
    },
    async end() {
      child.send('end')
      const [code] = await ended
      if (code !== 0) throw new Error(`the program of the burst ended with ${code}`)
    },
    kill: () => child.kill('SIGKILL'),
  }
}

/** How many lines an order needs for a job to take its time: a Node that is twice as fast gets twice the work. */
async function surveyLines(start) {
  const program = await start(null)
  const middles = []
  try {
    for (let burst = 0; burst < BURSTS; burst++) middles.push(quantile((await program.burst()).times, 0.5))
    await program.end()
  } finally {
    program.kill()
  }
  return Math.round((SURVEY_LINES * JOB_MS) / Math.min(...middles))
}

/** The bursts of one process of each way: for each turn what each way printed; `here` with `sinkMs`, what the sink spent on cores. */
async function measureRound(start, round, sink) {
  const names = Object.keys(WAYS)
  const programs = {}
  try {
    for (const name of names) programs[name] = await start(name)
    const turns = []
    for (let burst = 0; burst < BURSTS; burst++) {
      const order = (round + burst) % 2 === 0 ? names : [...names].reverse()
      turns.push(await measureTurn(programs, order, sink))
    }
    for (const name of names) await programs[name].end()
    return turns
  } finally {
    for (const program of Object.values(programs)) program.kill()
  }
}

async function measureTurn(programs, order, sink) {
  const turn = {}
  for (const name of order) {
    const before = sink.cpuMs()
    const found = await programs[name].burst()
    turn[name] = { ...found, sinkMs: name !== 'here' || before === null ? null : sink.cpuMs() - before }
  }
  return turn
}

function describe(turns, name, events) {
  const spreadOf = (of) => {
    const values = turns.map((turn) => of(turn[name])).filter((value) => value !== null)
    return values.length === 0 ? null : describeSpread(values)
  }
  const timeOf = (q) => spreadOf(({ times }) => quantile(times, q))
  const ratioOf = (q) =>
    describeRatios(turns.map((turn) => quantile(turn[name].times, q) / quantile(turn.plain.times, q)))
  const perEvent = (ms) => (ms === null ? null : (ms * 1000) / events)
  return {
    p50: timeOf(0.5),
    p99: timeOf(0.99),
    waited: spreadOf(({ waited, seconds }) => (waited === null ? null : waited / seconds)),
    agentCpu: name === 'silent' ? null : spreadOf(({ agentMs }) => perEvent(agentMs)),
    sinkCpu: spreadOf(({ sinkMs }) => perEvent(sinkMs)),
    ratio: { p50: ratioOf(0.5), p99: ratioOf(0.99) },
  }
}
