import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describeSpread, quantile, UNDISTURBED } from '../idle/statistics.mjs'
import { startBeside } from '../sink/besideProcess.mjs'
import { cases } from './cases.mjs'
import { headTable, renderRow } from './report.mjs'
import { startRival } from './rival.mjs'

/** Batches; a breakpoint takes long enough to be measured with fewer. */
const BATCHES = { agent: 120, inspector: 20 }
const QUICK_BATCHES = { agent: 10, inspector: 3 }

/** Sites of the subject are found by this text. */
const PLACE = '// the place of the probe'

const TIMEOUT_MS = 120_000

/** dd-trace is measured in every third round: its events need a second for every few. */
const ROUNDS_TO_RIVAL = 3

const run = promisify(execFile)

export const purpose = 'what a call costs on which a probe is on, and what an inspector and dd-trace take for the same'

/**
 * Measures every case on every chosen Node, the agent, an inspector, dd-trace and V8's stack alone in turns, and prints a row
 * for each;
 * gives `[{ node, rows }]`. `options` as bin/options.mjs resolves them; `only` chooses cases by name, and
 * `inspectorOnly` leaves dd-trace out.
 */
export async function runScenario({ only, processes, nodes, clock, environment, quick, inspectorOnly = false }, print) {
  const chosen = chooseCases(only)
  const batches = quick ? QUICK_BATCHES : BATCHES
  const line = lineOfPlace()
  const rival = inspectorOnly ? null : await startRival({ quick }, print)
  // A sink stands on another machine; this one keeps what it gets and has as little to do as that one has here.
  const sink = await startBeside(process.execPath, environment, 'standIn.js', {}, { isAside: true })
  try {
    const results = []
    for (const node of nodes) results.push(await runOnNode(node))
    return results
  } finally {
    await sink.stop()
    await rival?.stop()
  }

  async function runOnNode(node) {
    const { stdout } = await run(node, ['-p', 'process.versions.node'], { env: environment })
    const version = stdout.trim()
    print(headTable(version, { processes, clock, quick }))
    const rows = []
    for (const subject of chosen) {
      const row = await measure(node, subject)
      print(renderRow(row))
      rows.push(row)
    }
    return { node: version, rows }
  }

  async function measure(node, subject) {
    const { name, type, point, inspector, events, dear = false, frames, budget } = subject
    const measured = { agent: [], own: [], thread: [], rival: [], stack: [] }
    for (let round = 0; round < processes; round++) {
      const agent = async () => {
        const job = { type, point, line, batches: batches.agent, sink: sink.said, clock, dear }
        const result = checkAgent(await start(node, 'agent', job), events, name)
        await checkArrival(sink, type === 'metricpoint' ? 0 : result.hitCount, name)
        measured.agent.push(result)
      }
      const breakpoint = (from) => async () => {
        const job = { breakpoint: inspector, line, batches: batches.inspector, own: from === 'own', clock }
        measured[from].push(checkInspector(await start(node, 'inspector', job), inspector, name))
      }
      const other = async () => {
        measured.rival.push(await rival.measure((script, job) => start(node, script, job), subject, line))
      }
      const stack = async () => {
        measured.stack.push(await start(node, 'stack', { frames, batches: batches.agent, clock }))
      }
      const contenders = [agent, breakpoint('own'), breakpoint('thread')]
      if (rival !== null && subject.rival !== undefined && round % ROUNDS_TO_RIVAL === 0) contenders.push(other)
      if (frames !== undefined) contenders.push(stack)
      // Every other round backwards, so that a machine that slows down meets both alike.
      for (const contender of round % 2 === 0 ? contenders : contenders.reverse()) await contender()
    }
    const [ours, own, thread] = [measured.agent, measured.own, measured.thread].map(costs)
    const [ddTrace, stack] = [measured.rival, measured.stack].map((found) => (found.length === 0 ? null : costs(found)))
    return { name, sends: dear, budget, agent: ours, inspector: { own, thread }, ddTrace, stack }
  }

  async function start(node, script, job) {
    const path = fileURLToPath(new URL(`child/${script}.js`, import.meta.url))
    const { stdout } = await run(node, [path, JSON.stringify(job)], { env: environment, timeout: TIMEOUT_MS })
    // The last line: dd-trace may have said something.
    return JSON.parse(stdout.trimEnd().split('\n').at(-1))
  }
}

function chooseCases(only) {
  const names = cases.map(({ name }) => name)
  const unknown = (only ?? []).filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(`There is no case ${unknown.join(', ')}; there are ${names.join(', ')}`)
  return only === undefined ? cases : cases.filter(({ name }) => only.includes(name))
}

function lineOfPlace() {
  const text = readFileSync(new URL('child/subject.js', import.meta.url), 'utf8')
  return text.split('\n').findIndex((line) => line.includes(PLACE)) + 1
}

/**
 * Nanoseconds that a hit adds to a call; `all` counts what it leaves for later. Of each process an undisturbed batch
 * counts, and under `middle` its middle one.
 */
function costs(processes) {
  const added = (what, q) =>
    describeSpread(processes.map(({ idle, hit }) => quantile(hit[what], q) - quantile(idle[what], q)))
  const at = (q) => ({ call: added('call', q), all: added('all', q) })
  return { ...at(UNDISTURBED), middle: at(0.5), processes }
}

function checkAgent(result, events, name) {
  const { status, totalHits, hitCount, calls } = result
  const expected = { every: hitCount === calls, first: hitCount === 1 && totalHits === calls, none: totalHits === 0 }
  if (status !== 'active' || !expected[events]) {
    throw new Error(`${name}: ${hitCount} events of ${totalHits} hits in ${calls} calls, and the point is ${status}`)
  }
  return result
}

async function checkArrival(sink, made, name) {
  const arrived = await (await fetch(`${sink.said}/count`)).json()
  if (arrived !== made) throw new Error(`${name}: ${arrived} events of ${made} have arrived`)
}

function checkInspector(result, { depth, condition }, name) {
  const { calls } = result
  const done = depth !== undefined ? result.pauses : /logged|counted/.test(condition) ? result.logged : calls
  if (done !== calls) throw new Error(`${name}: the inspector saw ${done} of ${calls} calls`)
  return result
}
