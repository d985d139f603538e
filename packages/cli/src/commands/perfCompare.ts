import { type Command, InvalidArgumentError } from 'commander'
import { parsePercent } from '../arguments/percent.js'
import { type Comparison, compareReports } from '../perf/compareReports.js'
import { printComparison } from '../perf/printComparison.js'
import { type Figure, readReport } from '../perf/report.js'
import { notice } from '../print/notice.js'
import { figureOption } from './perf.js'

interface CompareOptions {
  threshold: number
  confidence: number
  by: Figure
  strict?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  $ debugin perf compare base.json head.json
  $ debugin perf compare base.json head.json --threshold 10% --by mean
  $ debugin perf compare base.json head.json --strict >> "$GITHUB_STEP_SUMMARY"

A metric is worse when it got worse by more than the threshold and the test of Mann and Whitney over the runs finds a
difference; then the exit code is 1. Where the noise leaves open whether the threshold is passed, that is said.`

/** Adds `debugin perf compare`: tells whether one measurement is worse than another. */
export function addPerfCompareCommand(perf: Command): void {
  perf
    .command('compare')
    .summary('tell whether one report is worse than another')
    .description('Compare two reports of debugin perf metric by metric; the exit code is 1 where one got worse.')
    .argument('<base>', 'the report to compare with')
    .argument('<head>', 'the report that is judged')
    .option('--threshold <percent>', 'by how much a metric may get worse', parsePercent, 0.05)
    .option('--confidence <percent>', 'how sure a verdict has to be', parseConfidence, 0.99)
    .addOption(figureOption('the figure that stands for a run'))
    .option('--strict', 'exit with 1 also where nothing can be told')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(compare)
}

function compare(base: string, head: string, { json, strict, threshold, confidence, by }: CompareOptions): void {
  const comparison = compareReports(readReport(base), readReport(head), { threshold, confidence, figure: by })
  process.stdout.write(json === true ? `${JSON.stringify(comparison, null, 1)}\n` : printComparison(comparison))
  const failed = findFailed(comparison, strict === true)
  if (comparison.metrics.length === 0) notice('the reports have no metric in common')
  if (failed.length > 0) notice(`${failed.join(', ')}: see the verdicts`)
  if (failed.length > 0 || comparison.metrics.length === 0) process.exitCode = 1
}

function findFailed({ metrics }: Comparison, strict: boolean): string[] {
  return metrics
    .filter(({ verdict }) => verdict === 'worse' || (strict && verdict.startsWith('too ')))
    .map(({ metric }) => metric)
}

function parseConfidence(text: string): number {
  const confidence = parsePercent(text)
  if (confidence >= 0.5 && confidence < 1) return confidence
  throw new InvalidArgumentError('Write a percentage from 50% to 99.9%.')
}
