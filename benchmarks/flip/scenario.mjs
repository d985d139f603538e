import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describeMachine } from '../bin/machine.mjs'
import { describeSpread } from '../idle/statistics.mjs'
import { startEventClock } from './eventClock.mjs'
import { measureFlips } from './measure.mjs'
import { MANY, writeProgram } from './program.mjs'

const FLIPS = 5
const QUICK_FLIPS = 2

export const purpose = 'from a POST to the first event, and how long a busy event loop stands still for a gate'

/** What is shown, and where it is found in what a process measured. */
const ROWS = {
  'POST to first event': ({ event }) => event,
  'longest turn, nothing changed': ({ quiet }) => quiet,
  'longest turn, gate opened': ({ open }) => open,
  'longest turn, gate closed': ({ close }) => close,
  [`${MANY} probes set`]: ({ many }) => [many.setMs],
  [`${MANY} probes removed`]: ({ many }) => [many.removeMs],
  [`longest turn, ${MANY} set`]: ({ many }) => [many.setPause],
  [`longest turn, ${MANY} removed`]: ({ many }) => [many.removePause],
}

/** Measures on every chosen Node and prints a row for each figure; gives `[{ node, rows: [{ name, spread }] }]`, ms. */
export async function runScenario({ processes, nodes, environment, quick }, print) {
  const folder = mkdtempSync(join(tmpdir(), 'debugin-flip-'))
  const program = writeProgram(folder)
  const clock = await startEventClock()
  try {
    const results = []
    for (const node of nodes) results.push(await runOnNode(node))
    return results
  } finally {
    await clock.stop()
    rmSync(folder, { recursive: true, force: true })
  }

  async function runOnNode(node) {
    const { stdout } = await promisify(execFile)(node, ['-p', 'process.versions.node'], { env: environment })
    const version = stdout.trim()
    const flips = quick ? QUICK_FLIPS : FLIPS
    print(`\nNode ${version}, ${describeMachine()}; ${processes} processes, ${flips} flips each\n`)
    const measured = []
    for (let at = 0; at < processes; at++) {
      measured.push(await measureFlips({ node, environment, program, clock, flips }))
    }
    const rows = Object.entries(ROWS).map(([name, find]) => ({ name, spread: describeSpread(measured.flatMap(find)) }))
    for (const { name, spread } of rows) print(renderRow(name, spread))
    return { node: version, rows, processes: measured }
  }
}

function renderRow(name, { min, median, max }) {
  const [middle, least, most] = [median, min, max].map((ms) => ms.toFixed(2))
  return `${name.padEnd(32)} ${middle.padStart(9)} ms   (${least}–${most})`
}
