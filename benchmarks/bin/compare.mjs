import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeSpread } from '../idle/statistics.mjs'
import { checkOut } from './checkout.mjs'
import { figuresOf } from './figures.mjs'
import { describeMachine } from './machine.mjs'

const HERE = fileURLToPath(new URL('bench.mjs', import.meta.url))

/** How often each side is measured, in turns; each time in all the processes that were asked for. */
const ROUNDS = 3

/**
 * Measures this state of the repository and that of `ref` in turns, and prints a line for each figure.
 *
 * @param args what bench.mjs was called with, but for --compare and --json
 * @returns `[{ name, here, there, ratio }]`, spreads over the rounds
 */
export function compareWith(ref, args, print) {
  const folder = mkdtempSync(join(tmpdir(), 'debugin-compare-figures-'))
  const other = checkOut(ref)
  const found = { here: [], there: [] }
  try {
    const sides = [
      ['here', HERE],
      ['there', other.bench],
    ]
    for (let round = 0; round < ROUNDS; round++) {
      for (const [side, bench] of round % 2 === 0 ? sides : [...sides].reverse()) {
        print(`round ${round + 1} of ${ROUNDS}, ${side === 'here' ? 'this state' : ref}`)
        found[side].push(measure(bench, args, join(folder, `${side}${round}.json`)))
      }
    }
  } finally {
    other.remove()
    rmSync(folder, { recursive: true, force: true })
  }
  const rows = rowsOf(found)
  print(`\n${describeMachine()}; this state ÷ ${ref}, ${ROUNDS} rounds in turns\n`)
  for (const row of rows) print(renderRow(row))
  return rows
}

function measure(bench, args, json) {
  const { status, stderr } = spawnSync(process.execPath, [bench, ...args, '--json', json], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${bench} ended with ${status}: ${stderr}`)
  return figuresOf(JSON.parse(readFileSync(json, 'utf8')).results)
}

function rowsOf({ here, there }) {
  return [...here[0].keys()].map((name) => {
    const [own, other] = [here, there].map((rounds) => describeSpread(rounds.map((figures) => figures.get(name))))
    return { name, here: own, there: other, ratio: own.median / other.median }
  })
}

function renderRow({ name, here, there, ratio }) {
  const show = ({ min, median, max }) => [median, min, max].map((value) => Number(value.toPrecision(3)))
  const [own, other] = [here, there].map(show).map(([middle, least, most]) => `${middle} (${least}–${most})`)
  const apart = here.min > there.max || here.max < there.min
  return `${name.padEnd(52)} ${other.padStart(24)} → ${own.padEnd(24)} ×${ratio.toFixed(3)}${apart ? '' : '  within the spread'}`
}
