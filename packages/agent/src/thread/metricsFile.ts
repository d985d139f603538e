import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MetricSeries, Point } from '@debugin/protocol'
import type { PointBook } from './points/pointBook'

/** Raised when a reader of the old form could misread the new one. */
export const METRICS_FILE_VERSION = 1

/** What one process has measured, as its file says it. */
export interface MetricsFile {
  version: typeof METRICS_FILE_VERSION
  process: { pid: number; node: string; v8: string }
  /** Metric points in the order in which they were set. The values of labels stand in the order of `metric.labels`. */
  points: (Point & { series: readonly MetricSeries[] })[]
}

/**
 * Writes what the metric points have measured into a file of this process. Whoever finds the file finds it whole.
 *
 * @returns its path
 */
export function writeMetricsFile(folder: string, points: PointBook): string {
  const { pid, versions } = process
  const content: MetricsFile = {
    version: METRICS_FILE_VERSION,
    process: { pid, node: versions.node, v8: versions.v8 },
    points: points.metrics().map(({ id, series }) => ({ ...points.show(id), series })),
  }
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${pid}-${Date.now()}.json`)
  writeFileSync(`${path}.part`, JSON.stringify(content))
  renameSync(`${path}.part`, path)
  return path
}
