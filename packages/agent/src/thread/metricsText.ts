import { DEFAULT_BUCKETS, type MetricSeries, type MetricSettings } from '@debugin/protocol'
import type { Sample, Samples } from '../vendor/prom-client/lib/cluster'

/** One metric point with what it has measured. */
export interface PointMetric {
  id: string
  metric: MetricSettings
  series: readonly MetricSeries[]
}

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/**
 * What all metric points have measured, in the text format of Prometheus. Points that measure under one name are added
 * up. The library is loaded when somebody asks for the first time.
 */
export async function metricsText(points: readonly PointMetric[]): Promise<string> {
  const registry = require('../vendor/prom-client/lib/cluster') as typeof import('../vendor/prom-client/lib/cluster')
  const metrics = points.map(
    ({ metric, series }): Samples => ({
      name: metric.name,
      help: metric.help ?? `Measured by DebugIn as a ${metric.kind}`,
      type: metric.kind,
      aggregator: 'sum',
      values: series.flatMap((one) => samplesOf(metric, one)),
    }),
  )
  return await registry.aggregate([metrics]).metrics()
}

function samplesOf({ name, kind, labels: asked, buckets }: MetricSettings, series: MetricSeries): Sample[] {
  const labels = Object.fromEntries(Object.keys(asked).map((label, index) => [label, series.labels[index] as string]))
  if (kind !== 'histogram') return [{ metricName: name, labels, value: series.value }]
  const bounds = [...(buckets ?? DEFAULT_BUCKETS).map(String), '+Inf']
  let below = 0
  const counts = bounds.map((le, index) => {
    below += series.buckets[index] ?? 0
    return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: below }
  })
  return [
    ...counts,
    { metricName: `${name}_sum`, labels, value: series.value },
    { metricName: `${name}_count`, labels, value: series.count },
  ]
}
