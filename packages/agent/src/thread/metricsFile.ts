import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { METRICS_FILE_VERSION, type MetricsFile } from '@debugin/protocol'
import type { PointBook } from './points/pointBook'

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
