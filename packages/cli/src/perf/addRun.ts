import type { MetricSeries } from '@debugin/protocol'
import { describeDistribution } from './distribution.js'
import type { MeasuredPoint, MeasuredRun } from './readRun.js'
import { type MetricReport, type PerfReport, type RunValues, type SilentPoint, titleOf } from './report.js'

/** Adds what one run has measured to a report. Points of one name are one metric. */
export function addRun(report: PerfReport, { points }: MeasuredRun): void {
  const sums = new Map<string, { metric: MetricReport; series: MetricSeries; bounds: readonly number[] }>()
  for (const measured of points) {
    for (const series of measured.series) {
      const metric = findMetric(report, measured, series)
      const title = titleOf(metric)
      const before = sums.get(title)?.series
      sums.set(title, {
        metric,
        series: before === undefined ? series : together(before, series),
        bounds: measured.bounds,
      })
    }
  }
  report.runs++
  for (const metric of report.metrics) {
    const found = sums.get(titleOf(metric))
    metric.runs.push(found === undefined ? null : valuesOf(metric, found.series, found.bounds))
    if (found !== undefined) addDistribution(metric, found.series, found.bounds)
  }
}

/**
 * Notes which points no run has hit.
 *
 * @param runs all that were added since the report was read or begun
 * @param before the silent points of the report when it was read; null: it was begun
 */
export function noteSilent(
  report: PerfReport,
  runs: readonly MeasuredRun[],
  before: readonly SilentPoint[] | null,
): void {
  const last = runs.at(-1)?.points ?? []
  report.silent = last.flatMap(({ point: { metric, file, line }, status, statusReason }, index) => {
    const isSame = (silent: SilentPoint): boolean =>
      silent.name === metric.name && silent.file === file && silent.line === line
    if (before?.some(isSame) === false || runs.some(({ points }) => points[index]?.series.length !== 0)) return []
    const ran =
      status === 'active'
        ? 'no value was taken: the line did not run, the condition did not hold, or the value failed'
        : statusReason
    return { name: metric.name, file, line, reason: ran ?? `it is ${status}` }
  })
}

function findMetric(report: PerfReport, { point, labelNames }: MeasuredPoint, series: MetricSeries): MetricReport {
  const labels = Object.fromEntries(labelNames.map((label, index) => [label, series.labels[index] ?? '']))
  const { name, kind } = point.metric
  const title = titleOf({ name, labels })
  const known = report.metrics.find((metric) => titleOf(metric) === title)
  if (known !== undefined) return known
  const { unit, better, file, line } = point
  // Runs before this one have not met it.
  const runs = new Array<null>(report.runs).fill(null)
  const metric: MetricReport = { name, labels, kind, unit, better, file, line, runs, distribution: [] }
  report.metrics.push(metric)
  return metric
}

function together(one: MetricSeries, other: MetricSeries): MetricSeries {
  const buckets = one.buckets.map((count, at) => count + (other.buckets[at] ?? 0))
  return { labels: one.labels, value: one.value + other.value, count: one.count + other.count, buckets }
}

function valuesOf({ kind }: MetricReport, series: MetricSeries, bounds: readonly number[]): RunValues {
  const { count, value: total, buckets } = series
  return kind === 'histogram' ? { count, total, ...describeDistribution(bounds, buckets, total) } : { count, total }
}

function addDistribution(metric: MetricReport, { buckets }: MetricSeries, bounds: readonly number[]): void {
  const counts = new Map(metric.distribution)
  for (const [at, count] of buckets.entries()) {
    const bound = bounds[at] ?? null
    if (count > 0) counts.set(bound, (counts.get(bound) ?? 0) + count)
  }
  const order = (bound: number | null): number => bound ?? Number.POSITIVE_INFINITY
  metric.distribution = [...counts].sort(([a], [b]) => order(a) - order(b))
}
