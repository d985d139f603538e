import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describeMachine } from '../bin/machine.mjs'
import { describeSpread } from '../idle/statistics.mjs'
import { listPrograms } from '../programs.js'

const require = createRequire(import.meta.url)
const run = promisify(execFile)

/** Files of other people: a library of functions, a parser, a bundle of a renderer. */
const SUBJECTS = ['lodash', 'acorn', 'marked']
const QUICK_SUBJECTS = ['acorn']
const TOOLS = ['debugin', 'istanbul', 'babel', 'parse']

/**
 * V8 keeps compiled scripts for whoever compiles the same text again, until it needs their memory, and what a collection
 * beside the program lets go of is not the same each time: either is more than what is measured.
 */
const MEMORY_FLAGS = ['--expose-gc', '--no-compilation-cache', '--single-threaded-gc']

const ROUNDS = 6
const QUICK_ROUNDS = 2

export const purpose = 'what weaving costs when a file is loaded, in terms of other tools, and how much text and memory'

/**
 * Measures every tool on every chosen Node in turns, then memory; prints a row for each; gives `[{ node, rows, text,
 * memory }]`, times in ms on a core per 1,000 lines. `coldOnly` names tools, and leaves out all but their first round.
 */
export async function runScenario({ processes, nodes, environment, quick, coldOnly = null }, print) {
  const subjects = quick ? QUICK_SUBJECTS : SUBJECTS
  const tools = coldOnly ?? TOOLS
  const rounds = coldOnly !== null ? 1 : quick ? QUICK_ROUNDS : ROUNDS
  const files = subjects.map((name) => require.resolve(name))
  const folder = mkdtempSync(join(tmpdir(), 'debugin-load-'))
  try {
    const results = []
    for (const node of nodes) results.push(await runOnNode(node))
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }

  async function runOnNode(node) {
    const version = (await run(node, ['-p', 'process.versions.node'], { env: environment })).stdout.trim()
    print(`\nNode ${version}, ${describeMachine()}; ${processes} processes each, ${subjects.join(', ')}\n`)
    const measured = Object.fromEntries(tools.map((tool) => [tool, []]))
    for (let round = 0; round < processes; round++) {
      for (const tool of round % 2 === 0 ? tools : [...tools].reverse()) {
        measured[tool].push(await start(node, 'transform', [tool, rounds, ...files]))
      }
    }
    const rows = tools.map((tool) => rowOf(tool, measured))
    for (const row of rows) print(renderRow(row))
    if (coldOnly !== null) return { node: version, rows, text: null, memory: null }
    const { lines, bytes, codeBytes, functions, sites } = measured.debugin[0]
    const text = { lines, bytes, codeBytes, functions, sites }
    print(`\ntext: ×${(codeBytes / bytes).toFixed(2)}, ${functions} functions, ${sites} sites in ${lines} lines`)
    const memory = await measureMemory(node)
    print(
      `memory: ${Math.round(memory.perFunction.median)} bytes a function and ${memory.perSite.median.toFixed(1)} a site ` +
        `beyond the woven text (${memory.functions} functions, ${memory.sites} sites)`,
    )
    return { node: version, rows, text, memory }
  }

  async function start(node, script, args, flags = []) {
    const path = fileURLToPath(new URL(`child/${script}.js`, import.meta.url))
    const { stdout } = await run(node, [...flags, path, ...args.map(String)], { env: environment, maxBuffer: 1 << 26 })
    return JSON.parse(stdout)
  }

  async function measureMemory(node) {
    const { tools } = require('./child/tools.js')
    const weave = tools.debugin()
    const sources = listPrograms().filter(({ kind }) => kind === 'kernels')
    const woven = sources.map(({ file }) => ({ file, ...weave(readFileSync(file, 'utf8'), file) }))
    const count = (of) => woven.reduce((all, one) => all + of(one), 0)
    const [functions, sites] = [count((one) => one.functions), count((one) => one.sites)]
    const write = (name, pairs) => {
      writeFileSync(join(folder, name), JSON.stringify(pairs))
      return join(folder, name)
    }
    const plainJob = write(
      'plain.json',
      woven.map(({ file }) => [file, readFileSync(file, 'utf8')]),
    )
    const wovenJob = write(
      'woven.json',
      woven.map(({ file, code }) => [file, code]),
    )
    const beyond = []
    for (let round = 0; round < processes; round++) {
      const plain = await start(node, 'memory', [plainJob], MEMORY_FLAGS)
      const other = await start(node, 'memory', [wovenJob], MEMORY_FLAGS)
      if (other.gates - plain.gates < sources.length) throw new Error('the woven files have made no gates')
      beyond.push(other.heap - plain.heap)
    }
    const per = (n) => describeSpread(beyond.map((bytes) => bytes / n))
    return { functions, sites, perFunction: per(functions), perSite: per(sites) }
  }
}

function rowOf(tool, measured) {
  const perLines = (what) => describeSpread(measured[tool].map((one) => (one[what] / one.lines) * 1000))
  const own = (what) => describeSpread(measured.debugin.map((one) => (one[what] / one.lines) * 1000)).median
  const [cold, warm] = [perLines('cold'), perLines('warm')]
  return {
    tool,
    cold,
    warm,
    load: describeSpread(measured[tool].map(({ loadMs }) => loadMs)),
    ratio: { cold: cold.median / own('cold'), warm: warm.median / own('warm') },
  }
}

function renderRow({ tool, cold, warm, load, ratio }) {
  const show = ({ min, median, max }) => `${median.toFixed(1)} (${min.toFixed(1)}–${max.toFixed(1)})`.padStart(22)
  const times = `cold ${show(cold)} ms a 1,000 lines, ×${ratio.cold.toFixed(2)}   warm ${show(warm)}, ×${ratio.warm.toFixed(2)}`
  return `${tool.padEnd(10)} ${times}   loading ${load.median.toFixed(0)} ms`
}
