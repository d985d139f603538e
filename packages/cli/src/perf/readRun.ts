import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { METRICS_FILE_VERSION, type MetricSeries, type MetricsFile, type PointStatus } from '@debugin/protocol'
import type { PerfPoint } from './perfPoints.js'

/** What one point has measured in one run of the program, all its processes together. */
export interface MeasuredPoint {
  point: PerfPoint
  /** The best that one of the processes could say. */
  status: PointStatus
  statusReason: string | null
  /** The bounds of its buckets. */
  bounds: readonly number[]
  /** The names of labels, as the values in `series` are ordered. */
  labelNames: string[]
  series: MetricSeries[]
}

/** What one run of the program has left behind. */
export interface MeasuredRun {
  /** Node of the process that measured; null where none did. */
  node: { node: string; v8: string } | null
  points: MeasuredPoint[]
}

/** Reads the files that the processes of one run have left in a folder. */
export function readRun(folder: string, points: readonly PerfPoint[]): MeasuredRun {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as MetricsFile)
    // A process that found no place for the points has none; another one may have.
    .filter(({ version, points: set }) => version === METRICS_FILE_VERSION && set.length === points.length)
  const [first] = files
  if (first === undefined) return { node: null, points: [] }
  const { node, v8 } = first.process
  return { node: { node, v8 }, points: points.map((point, index) => readPoint(point, index, files)) }
}

function readPoint(point: PerfPoint, index: number, files: readonly MetricsFile[]): MeasuredPoint {
  const all = files.map((file) => file.points[index] as MetricsFile['points'][number])
  const best = all.find(({ status }) => status === 'active') ?? (all[0] as (typeof all)[number])
  const { metric, status, statusReason } = best
  const byLabels = new Map<string, MetricSeries>()
  for (const series of all.flatMap((one) => one.series)) {
    const key = JSON.stringify(series.labels)
    const known = byLabels.get(key)
    byLabels.set(key, known === undefined ? series : addUp(known, series, point.metric.kind === 'gauge'))
  }
  return {
    point,
    status,
    statusReason,
    bounds: metric?.buckets ?? [],
    labelNames: Object.keys(metric?.labels ?? {}),
    series: [...byLabels.values()].filter(({ count }) => count > 0),
  }
}

function addUp(one: MetricSeries, other: MetricSeries, isGauge: boolean): MetricSeries {
  return {
    labels: one.labels,
    value: isGauge ? other.value : one.value + other.value,
    count: one.count + other.count,
    buckets: one.buckets.map((count, at) => count + (other.buckets[at] ?? 0)),
  }
}
