import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeSpread } from '../idle/statistics.mjs'
import { startOnce, starts } from './processes.mjs'
import { programNames, writeProgram } from './programs.mjs'
import { headTable, renderRow } from './report.mjs'

const MEASURES = ['ready', 'exit', 'cpu']

export const purpose = 'how much later a program is ready that starts with the agent, its files woven anew or kept'

/**
 * Starts every program on every chosen Node plain, with an empty cache and with a full one, in turns, and prints a row
 * for each; gives `[{ node, rows }]`. `options` as bin/options.mjs resolves them; `only` chooses programs by name.
 */
export async function runScenario({ only, processes, nodes, environment, quick }, print) {
  const names = choosePrograms(only)
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'debugin-startup-')))
  try {
    const programs = names.map((name) => writeProgram(folder, name))
    const results = []
    for (const node of nodes) {
      const version = execFileSync(node, ['-p', 'process.versions.node'], { env: environment, encoding: 'utf8' }).trim()
      print(headTable(version, { processes, quick }))
      const rows = []
      for (const program of programs) {
        const found = await measure(node, program, { environment, folder, processes })
        for (const row of found) print(renderRow(row))
        rows.push(...found)
      }
      results.push({ node: version, rows })
    }
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function choosePrograms(only = programNames) {
  const unknown = only.filter((name) => !programNames.includes(name))
  if (unknown.length > 0) throw new Error(`There is no program ${unknown.join(', ')}; there are ${programNames}`)
  return only
}

async function measure(node, program, { processes, ...place }) {
  const measured = { plain: [], cold: [], warm: [] }
  for (let round = 0; round < processes; round++) {
    // The cold start fills the cache that the warm one reads; plain comes before both and after both in turns.
    const order = round % 2 === 0 ? ['plain', 'cold', 'warm'] : ['cold', 'warm', 'plain']
    for (const start of order) measured[start].push(await startOnce(node, program, start, place))
  }
  const spreads = Object.fromEntries(Object.keys(starts).map((start) => [start, spreadsOf(measured[start])]))
  const { name, files, lines } = program
  return Object.keys(starts).map((start) => ({
    program: name,
    files,
    lines,
    start,
    spread: spreads[start],
    ratio: Object.fromEntries(MEASURES.map((what) => [what, spreads[start][what].median / spreads.plain[what].median])),
    processes: measured[start],
  }))
}

function spreadsOf(processes) {
  return Object.fromEntries(MEASURES.map((what) => [what, describeSpread(processes.map((process) => process[what]))]))
}
