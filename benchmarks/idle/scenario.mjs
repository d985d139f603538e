import { listPrograms } from '../programs.js'
import { openBench } from './processes.mjs'
import { headTable, renderRow, renderSummary } from './report.mjs'
import { compareProcesses, summarize } from './statistics.mjs'
import { loadVariant, replaceInstrument, rewriteFiles } from './variants.mjs'

/** How long each phase of a process lasts for the plain program, in ms; they are turned into iterations once. */
const PHASES = { early: 1000, warmUp: 500, timed: 1000 }
const QUICK_PHASES = { early: 300, warmUp: 200, timed: 300 }

/** One iteration and nothing timed: enough to see that a rewritten program still does what it did. */
const REHEARSAL = { early: 1, warmUp: 0, timed: 0 }

export const purpose = 'what a program costs that is woven and has no probe on, in terms of the program as it is'

/**
 * Measures every chosen program on every chosen Node, prints a row for each as it comes, and gives back all of it:
 * `[{ node, v8, rows, summaries }]`. `options` as bin/options.mjs resolves them.
 */
export async function runScenario(options, print) {
  const programs = choosePrograms(options.only)
  const plain = loadVariant('plain')
  const variants = await Promise.all(options.variants.map((name) => chooseVariant(name, options.instrument)))
  const bench = await openBench(options.environment)
  try {
    const results = []
    for (const node of options.nodes) results.push(await runOnNode(node))
    return results
  } finally {
    await bench.remove()
  }

  async function runOnNode(node) {
    const rows = []
    let versions
    for (const program of programs) {
      const found = await survey(node, program)
      if (versions === undefined) {
        versions = found.versions
        print(headTable(versions, options))
      }
      const measured = await measureProgram(node, program, found)
      for (const row of measured) print(renderRow(row))
      rows.push(...measured)
    }
    const summaries = variants.flatMap(({ name }) => summarizeVariant(rows, name))
    print(renderSummary(summaries))
    return { node: versions.node, v8: versions.v8, rows, summaries }
  }

  function survey(node, { file }) {
    const phases = options.quick ? QUICK_PHASES : PHASES
    return bench.start(node, 'survey', { program: file, scale: options.scale, clock: options.clock, phases })
  }

  async function measureProgram(node, program, { files, iterations }) {
    const [base, ...others] = await Promise.all(
      [plain, ...variants].map((variant, i) => prepare(program, variant, files, i)),
    )
    for (const { job } of others) await bench.start(node, 'measure', { ...job, iterations: REHEARSAL })
    const contenders = [base, ...others]
    for (let round = 0; round < options.processes; round++) {
      // Every other round backwards: a machine that warms up or slows down meets all variants alike.
      const order = round % 2 === 0 ? contenders : [...contenders].reverse()
      for (const { job, processes } of order) processes.push(await bench.start(node, 'measure', { ...job, iterations }))
    }
    return others.map(({ variant, text, processes }) => ({
      program: program.name,
      kind: program.kind,
      variant: variant.name,
      iterations,
      text,
      ...compareProcesses(base.processes, processes),
      processes: { plain: base.processes, other: processes },
    }))
  }

  async function prepare(program, variant, files, index) {
    const { texts, text } = await rewriteFiles(variant, files)
    const path = await bench.write(`texts-${index}`, texts)
    const { scale, clock } = options
    const job = { program: program.file, scale, clock, texts: path, variant: variant.hooks }
    return { variant, text, job, processes: [] }
  }
}

function choosePrograms(only) {
  const all = listPrograms()
  if (only === undefined) return all
  const names = all.map(({ name }) => name)
  const unknown = only.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(`There is no program ${unknown.join(', ')}; there are ${names.join(', ')}`)
  return all.filter(({ name }) => only.includes(name))
}

async function chooseVariant(name, instrument) {
  const variant = loadVariant(name)
  return name === 'woven' && instrument !== undefined ? replaceInstrument(variant, instrument) : variant
}

/** One summary for each kind of program that was measured with the variant `name`. */
function summarizeVariant(rows, name) {
  return ['kernels', 'workloads'].flatMap((kind) => {
    const chosen = rows.filter((row) => row.variant === name && row.kind === kind)
    return chosen.length === 0 ? [] : [{ kind, variant: name, ...summarize(chosen) }]
  })
}
