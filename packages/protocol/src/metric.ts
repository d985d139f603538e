import type { Point } from './point'
import type { ParsedExpression } from './probe'

/** A counter adds up, a gauge holds the last value, a histogram counts values by their size. */
export type MetricKind = 'counter' | 'gauge' | 'histogram'

/** What a metric point measures. */
export interface MetricSettings {
  name: string
  kind: MetricKind
  help: string | null
  /** An expression for a number. A counter needs none: it adds 1. */
  value: string | null
  /** Expressions by the name of the label. */
  labels: Record<string, string>
  /** Upper bounds of a histogram, growing; null: the usual ones. */
  buckets: number[] | null
}

/** The same as the threads of the program hold it. */
export interface ProbeMetric {
  kind: MetricKind
  /** Null: 1. */
  value: ParsedExpression | null
  labels: { name: string; expression: ParsedExpression }[]
  buckets: number[]
  /** See `PointSettings`. */
  to: number | null
  /** It asks how a call ended, so it is evaluated at the end of the function that the line stands in. */
  atEnd: boolean
}

/** The sums of one set of labels. */
export interface MetricSeries {
  /** In the order of `ProbeMetric.labels`. */
  labels: string[]
  /** Of a counter the sum, of a gauge the last value, of a histogram the sum of all values. */
  value: number
  /** How many values there were. */
  count: number
  /** Of a histogram: how many values lie in each bucket, and last how many above them all. */
  buckets: number[]
}

/** Raised when a reader of the old form of `MetricsFile` could misread the new one. */
export const METRICS_FILE_VERSION = 1

/** What one process has measured, as the file says it that it leaves behind. */
export interface MetricsFile {
  version: number
  process: { pid: number; node: string; v8: string }
  /** Metric points in the order in which they were set. The values of labels stand in the order of `metric.labels`. */
  points: (Point & { series: readonly MetricSeries[] })[]
}

/** Bounds for milliseconds. */
export const DEFAULT_BUCKETS: readonly number[] = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]

/** Upper bounds of one histogram. */
export const MAX_BUCKETS = 1000

/** Sets of labels that one metric point tells apart; all others are added up as one. */
export const MAX_SERIES = 100

/** What every label of the series says that holds the sets of labels beyond `MAX_SERIES`. */
export const OVERFLOW_LABEL = '__overflow__'
