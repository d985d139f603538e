import * as v from 'valibot'
import { MAX_BUCKETS, type MetricSettings } from '../metric'
import { missingField } from './fieldError'

const expression = v.pipe(v.string(), v.nonEmpty(), v.maxLength(2048))

const label = v.pipe(v.string(), v.maxLength(100), v.regex(/^(?!__|le$|quantile$)[a-zA-Z_][a-zA-Z0-9_]*$/))

const growing = (bounds: number[]): boolean =>
  bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] as number))

/** What may be said of a metric. Prometheus names: its letters, and no label that it uses itself. */
export const metricFields = {
  name: v.pipe(v.string(), v.maxLength(200), v.regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/)),
  kind: v.picklist(['counter', 'gauge', 'histogram']),
  help: v.nullable(v.pipe(v.string(), v.maxLength(500))),
  value: v.nullable(expression),
  labels: v.pipe(
    v.record(label, expression),
    v.check((labels) => Object.keys(labels).length <= 10),
  ),
  buckets: v.nullable(
    v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(1), v.maxLength(MAX_BUCKETS), v.check(growing)),
  ),
}

/** In the words of the error. */
export const METRIC_EXPECTED: Readonly<Record<string, string>> = {
  metric: `an object with any of ${Object.keys(metricFields).join(', ')}`,
  'metric.name': 'a name of letters, digits, _ and :, that begins with no digit',
  'metric.kind': 'counter, gauge or histogram',
  'metric.help': 'a text of at most 500 characters, or null',
  'metric.value': 'an expression of 1 to 2,048 characters, or null',
  'metric.labels': 'at most 10 expressions by names of letters, digits and _, not le or quantile',
  'metric.buckets': 'at most 1,000 growing numbers, or null',
}

/**
 * Makes a metric complete.
 *
 * @param hasEnd the point names a line where its time ends, which gives it a value
 * @throws DebugInError MISSING_FIELD
 */
export function completeMetric(given: Partial<MetricSettings>, hasEnd: boolean): MetricSettings {
  for (const field of ['name', 'kind'] as const) {
    if (given[field] === undefined) throw missingField(`metric.${field}`, METRIC_EXPECTED[`metric.${field}`] as string)
  }
  const value = given.value ?? (hasEnd ? '$duration' : null)
  if (value === null && given.kind !== 'counter') throw missingField('metric.value', 'an expression for a number')
  return { help: null, labels: {}, buckets: null, ...given, value } as MetricSettings
}
