import { existsSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { basename } from 'node:path'
import { DebugInError } from '@debugin/protocol'
import { type Command, Option } from 'commander'
import { gather, wholeNumber } from '../arguments/number.js'
import { ENVIRONMENT } from '../options.js'
import { addRun, noteSilent } from '../perf/addRun.js'
import { readPerfPoints } from '../perf/perfPoints.js'
import { printReport } from '../perf/printReport.js'
import type { MeasuredRun } from '../perf/readRun.js'
import { emptyReport, FIGURES, type Figure, type PerfReport, readReport } from '../perf/report.js'
import { openRunner, type Runner } from '../perf/runUnderAgent.js'
import { trackerEntries } from '../perf/trackerEntries.js'
import { notice } from '../print/notice.js'
import { addPerfCompareCommand } from './perfCompare.js'

interface PerfOptions {
  probes?: string
  out?: string
  runs: number
  warmUps: number
  append?: boolean
  by: Figure
  root: string
  include?: string[]
  exclude?: string[]
}

const RUNS = 10
const MOST_RUNS = 200

const EXAMPLES = `
Examples:
  $ debugin perf --probes perf.json -- node app.js
  $ debugin perf --probes perf.json --out head.json --runs 20 -- npm run --silent load
  $ debugin perf --probes perf.json --out head.json --append --runs 2 -- node app.js
  $ debugin perf compare base.json head.json --threshold 5%

perf.json is an array of metric points, as in a file for \`debugin run --probes\`. The program is run several times; a
run counts with one figure for each metric. --out report.json writes report.json, report.md and report.tracker.json,
which benchmark-tracking actions of CI read as customSmallerIsBetter. The program's own output goes to stderr.`

/** Adds `debugin perf`: runs a program with metric points and reports what they measured. */
export function addPerfCommand(program: Command): void {
  const command = program
    .command('perf')
    .summary('measure a program with metric points, and compare such measurements')
    .description('Run a program several times with metric points, and report what they measured.')
    .usage('[options] -- command [args...]')
    .argument('<words...>', 'the program as on a command line')
    .option('--probes <file>', 'JSON file of metric points')
    .option('--out <file>', 'where the report goes, with its siblings .md and .tracker.json')
    .option('--runs <n>', 'how often the program is run', wholeNumber(1, MOST_RUNS), RUNS)
    .option('--warm-ups <n>', 'runs before those, that do not count', wholeNumber(0, MOST_RUNS), 1)
    .option('--append', 'add to the report that is there')
    .addOption(figureOption('the figure that stands for a run'))
    .option('--root <folder>', 'folder of the program', '.')
    .option('--include <glob>', 'files that may hold points, from the root; may be repeated', gather)
    .option('--exclude <glob>', 'files that may not; may be repeated', gather)
    .passThroughOptions()
    .addHelpText('after', EXAMPLES)
    .action(runPerf)
  addPerfCompareCommand(command)
}

/** The option that chooses the figure of a distribution. */
export function figureOption(description: string): Option {
  return new Option('--by <figure>', description).choices([...FIGURES]).default('median')
}

async function runPerf(command: string[], options: PerfOptions): Promise<void> {
  const { probes, out, append, by, root, include, exclude } = options
  // Where the option is required, commander requires it of `compare` too.
  if (probes === undefined) throw new DebugInError('INVALID_OPTION', 'Name the metric points: --probes perf.json')
  if (out !== undefined && !out.endsWith('.json')) {
    throw new DebugInError('INVALID_OPTION', `--out is "${out}"; it takes a name that ends with .json`, { out })
  }
  if (append === true && out === undefined) throw new DebugInError('INVALID_OPTION', '--append takes --out as well')
  const points = readPerfPoints(probes)
  const known = append === true && out !== undefined && existsSync(out) ? readReport(out) : null
  const settings = { root, ...(include && { include }), ...(exclude && { exclude }) }
  const runner = await openRunner({ command, points, pointsName: basename(probes), settings, env: ENVIRONMENT })
  try {
    const report = await measure(runner, command, known, options)
    if (out !== undefined) writeReport(report, out, by)
    process.stdout.write(printReport(report, by))
    if (report.metrics.length === 0) throw new DebugInError('INVALID_OPTION', `no point of ${probes} was ever hit`)
  } finally {
    await runner.stop()
  }
}

async function measure(
  runner: Runner,
  command: string[],
  known: PerfReport | null,
  { runs, warmUps }: PerfOptions,
): Promise<PerfReport> {
  for (let warmUp = 1; warmUp <= warmUps; warmUp++) {
    notice(`warm-up ${warmUp} of ${warmUps}`)
    await runner.run()
  }
  const measured: MeasuredRun[] = []
  for (let run = 1; run <= runs; run++) {
    notice(`run ${run} of ${runs}`)
    measured.push(await runner.run())
  }
  const report = known ?? emptyReport(command, machineOf(measured))
  checkSame(report, command, machineOf(measured))
  const before = known === null ? null : [...known.silent]
  for (const one of measured) addRun(report, one)
  noteSilent(report, measured, before)
  report.problems.push(...(await runner.problems()))
  return report
}

function machineOf(measured: readonly MeasuredRun[]): PerfReport['machine'] {
  const { node, v8 } = measured[0]?.node ?? process.versions
  return { node, v8, cpu: cpus()[0]?.model ?? 'unknown CPU', cores: cpus().length, platform: process.platform }
}

/** Runs of one report have to be of one kind. */
function checkSame(report: PerfReport, command: string[], { node }: PerfReport['machine']): void {
  const was = [report.command.join(' '), `Node ${report.machine.node}`]
  const is = [command.join(' '), `Node ${node}`]
  const differs = was.findIndex((text, index) => text !== is[index])
  if (differs < 0) return
  throw new DebugInError('INVALID_OPTION', `--append: the report is of ${was[differs]}, and this is ${is[differs]}`)
}

function writeReport(report: PerfReport, out: string, figure: Figure): void {
  const beside = (extension: string): string => out.replace(/\.json$/, extension)
  writeFileSync(out, `${JSON.stringify(report, null, 1)}\n`)
  writeFileSync(beside('.md'), printReport(report, figure))
  writeFileSync(beside('.tracker.json'), `${JSON.stringify(trackerEntries(report, figure), null, 1)}\n`)
}
