import { measureShift, middleOf } from './rankInterval.js'
import { type Figure, figuresOf, type MetricReport, type PerfReport, titleOf } from './report.js'

/** What can be said of a metric in two reports. */
export type Verdict = 'worse' | 'better' | 'same' | 'too noisy to tell' | 'too few runs to tell'

/** How a comparison judges. */
export interface Judgement {
  /** The share by which a metric may get worse: 0.05. */
  threshold: number
  /** How sure a verdict has to be: 0.99. */
  confidence: number
  figure: Figure
}

/** One metric that both reports have. Changes are shares of the base: 0.1 is a tenth more. */
export interface ComparedMetric {
  metric: string
  unit: string
  base: number
  head: number
  change: number
  /** The change lies between these, with the confidence that was asked for. */
  low: number
  high: number
  verdict: Verdict
  /** How many runs each report would need to tell; null where it tells. */
  runsNeeded: number | null
}

/** Two reports side by side. */
export interface Comparison extends Judgement {
  metrics: ComparedMetric[]
  onlyInBase: string[]
  onlyInHead: string[]
  /** What makes the reports hard to compare. */
  warnings: string[]
}

/** Below this many runs there is no telling how noisy a program is, whatever confidence will do. */
const FEWEST_RUNS = 4

/** Compares two reports metric by metric, found by name and labels. */
export function compareReports(base: PerfReport, head: PerfReport, judgement: Judgement): Comparison {
  const find = (report: PerfReport, title: string): MetricReport | undefined =>
    report.metrics.find((metric) => titleOf(metric) === title)
  const onlyIn = (one: PerfReport, other: PerfReport): string[] =>
    one.metrics.map(titleOf).filter((title) => find(other, title) === undefined)
  const metrics = base.metrics.flatMap((metric) => {
    const other = find(head, titleOf(metric))
    return other === undefined ? [] : compareMetric(metric, other, judgement)
  })
  const warnings = warningsOf(base, head)
  return { ...judgement, metrics, onlyInBase: onlyIn(base, head), onlyInHead: onlyIn(head, base), warnings }
}

function compareMetric(base: MetricReport, head: MetricReport, judgement: Judgement): ComparedMetric {
  const before = figuresOf(base, judgement.figure)
  const after = figuresOf(head, judgement.figure)
  const was = middleOf(before)
  const shift = measureShift(before, after, judgement.confidence)
  const shareOf = (difference: number): number => (difference === 0 ? 0 : difference / Math.abs(was))
  const [change, low, high] = [shift.middle, shift.low, shift.high].map(shareOf) as [number, number, number]
  const runs = Math.min(before.length, after.length)
  const verdict = judge({ change, low, high }, runs, head.better === 'less' ? 1 : -1, judgement.threshold)
  return {
    metric: titleOf(base),
    unit: base.unit,
    base: was,
    head: middleOf(after),
    change,
    low,
    high,
    verdict,
    runsNeeded: verdict === 'too noisy to tell' ? runsFor((high - low) / 2, runs, judgement.threshold) : null,
  }
}

/** @param worse 1 where more is worse, −1 where less is */
function judge(
  { change, low, high }: Pick<ComparedMetric, 'change' | 'low' | 'high'>,
  runs: number,
  worse: number,
  threshold: number,
): Verdict {
  if (runs < FEWEST_RUNS || !(high < Number.POSITIVE_INFINITY || low > Number.NEGATIVE_INFINITY)) {
    return 'too few runs to tell'
  }
  const [least, most] = worse > 0 ? [low, high] : [-high, -low]
  if (least > 0 && change * worse > threshold) return 'worse'
  if (most < 0 && change * worse < -threshold) return 'better'
  return most <= threshold ? 'same' : 'too noisy to tell'
}

/** The width of an interval goes with the root of how many values there are. */
function runsFor(halfWidth: number, runs: number, threshold: number): number {
  return Math.max(runs + 1, Math.ceil(runs * (halfWidth / threshold) ** 2))
}

function warningsOf(base: PerfReport, head: PerfReport): string[] {
  const differ = (['node', 'cpu', 'cores', 'platform'] as const)
    .filter((name) => base.machine[name] !== head.machine[name])
    .map((name) => `the base was measured with ${name} ${base.machine[name]}, the head with ${head.machine[name]}`)
  const silent = head.silent
    .filter(({ name }) => base.metrics.some((metric) => metric.name === name))
    .map(({ name, file, line, reason }) => `${name} (${file}:${line}) was never hit in the head: ${reason}`)
  return [...differ, ...silent]
}
