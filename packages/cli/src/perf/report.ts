import { readFileSync } from 'node:fs'
import { DebugInError, type MetricKind } from '@debugin/protocol'
import type { Spread } from './distribution.js'
import type { Better } from './perfPoints.js'

/** Raised when an older `debugin perf compare` could misread a report. */
export const REPORT_VERSION = 1

const FORMAT = 'debugin-perf'

/** What a metric came to in one run of the program. */
export interface RunValues extends Partial<Spread> {
  /** How many values there were. */
  count: number
  /** Of a counter and a histogram the sum, of a gauge the last value. */
  total: number
}

/** One metric with one set of labels. */
export interface MetricReport {
  name: string
  labels: Record<string, string>
  kind: MetricKind
  unit: string
  better: Better
  file: string
  line: number
  /** One for each run of the program; null where it was not met. */
  runs: (RunValues | null)[]
  /** Of a histogram: how many values of all runs lie below each bound and above the one before; null: no bound. */
  distribution: [bound: number | null, count: number][]
}

/** A point that no run has hit. */
export interface SilentPoint {
  name: string
  file: string
  line: number
  reason: string
}

/** What `debugin perf` writes. */
export interface PerfReport {
  format: typeof FORMAT
  version: typeof REPORT_VERSION
  /** ISO. */
  created: string
  command: string[]
  machine: { node: string; v8: string; cpu: string; cores: number; platform: string }
  runs: number
  metrics: MetricReport[]
  silent: SilentPoint[]
  /** What went wrong at points, each with how often. */
  problems: string[]
}

/** Which figure of a run stands for it where a metric has a distribution. */
export type Figure = 'median' | 'mean' | 'p95' | 'p99'

export const FIGURES: readonly Figure[] = ['median', 'mean', 'p95', 'p99']

/** A report with nothing in it yet. */
export function emptyReport(command: string[], machine: PerfReport['machine']): PerfReport {
  const created = new Date().toISOString()
  const nothing = { runs: 0, metrics: [], silent: [], problems: [] }
  return { format: FORMAT, version: REPORT_VERSION, created, command, machine, ...nothing }
}

/** The metric as people read it: `paid_ms{country="de"}`. */
export function titleOf({ name, labels }: Pick<MetricReport, 'name' | 'labels'>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`)
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`
}

/** What stands for each run that met the metric; a counter that was not met has counted nothing. */
export function figuresOf({ kind, runs }: MetricReport, figure: Figure): number[] {
  if (kind === 'counter') return runs.map((run) => run?.total ?? 0)
  return runs.flatMap((run) => (run === null ? [] : ((kind === 'histogram' ? run[figure] : run.total) ?? [])))
}

/**
 * Reads a report from its file.
 *
 * @throws DebugInError INVALID_OPTION for a file that is none, or of another version
 */
export function readReport(path: string): PerfReport {
  let report: Partial<Record<keyof PerfReport, unknown>> | null
  try {
    report = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new DebugInError('INVALID_OPTION', `${path} cannot be read: ${(error as Error).message}`, { path }, error)
  }
  if (report?.format !== FORMAT) throw noReport(path, 'it is not what `debugin perf --out` writes')
  if (report.version !== REPORT_VERSION) {
    throw noReport(path, `it has version ${JSON.stringify(report.version)}, and this debugin reads ${REPORT_VERSION}`)
  }
  const { runs, metrics } = report
  if (!Number.isInteger(runs) || !Array.isArray(metrics)) throw noReport(path, 'it has no runs or no metrics')
  const broken = metrics.findIndex((metric) => !isMetric(metric, runs as number))
  if (broken >= 0) throw noReport(path, `metric ${broken} is not complete`)
  return report as PerfReport
}

function isMetric(metric: Partial<MetricReport> | null, runs: number): boolean {
  if (typeof metric !== 'object' || metric === null) return false
  const { name, labels, kind, better, runs: values } = metric
  const named = typeof name === 'string' && typeof labels === 'object' && labels !== null
  const known = ['counter', 'gauge', 'histogram'].includes(kind ?? '') && ['less', 'more'].includes(better ?? '')
  return named && known && Array.isArray(values) && values.length === runs && values.every((one) => isRun(one, kind))
}

function isRun(run: RunValues | null, kind: MetricKind | undefined): boolean {
  if (run === null) return true
  const needed = [run.count, run.total, ...(kind === 'histogram' ? FIGURES.map((figure) => run[figure]) : [])]
  return needed.every((value) => typeof value === 'number')
}

function noReport(path: string, why: string): DebugInError {
  return new DebugInError('INVALID_OPTION', `${path} cannot be compared: ${why}`, { path })
}
