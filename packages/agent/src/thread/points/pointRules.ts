import type { MetricSettings, PointSettings } from '@debugin/protocol'
import { invalidField } from '@debugin/protocol/checks'
import type { PointRecord } from './pointRecord'

/** The points that there are, by id. */
type Records = ReadonlyMap<string, PointRecord>

/**
 * A point cannot wait for one that is not there, nor, by whatever way, for itself.
 *
 * @throws DebugInError INVALID_FIELD
 */
export function checkArming(records: Records, id: string, { armedBy }: PointSettings): void {
  if (armedBy !== null && armedBy !== id && !records.has(armedBy)) {
    throw invalidField('armedBy', armedBy, 'the id of a point that is set')
  }
  for (let at = armedBy; at !== null; at = records.get(at)?.settings.armedBy ?? null) {
    if (at === id) throw invalidField('armedBy', armedBy, 'a point that does not wait for this one')
  }
}

/**
 * Points that measure under one name are one metric: what they say of it must be the same.
 *
 * @throws DebugInError INVALID_FIELD
 */
export function checkMetric(records: Records, id: string, { metric }: PointSettings): void {
  if (metric === null) return
  for (const other of records.values()) {
    const theirs = other.settings.metric
    if (theirs === null || other.id === id || theirs.name !== metric.name) continue
    const form = ({ kind, labels, buckets }: MetricSettings): string =>
      JSON.stringify([kind, Object.keys(labels).sort(), buckets])
    if (metric.kind === 'gauge' || form(metric) !== form(theirs)) {
      const expected = `another name: point ${other.id} measures a ${theirs.kind} under this one`
      throw invalidField('metric.name', metric.name, expected)
    }
  }
}
