import { MAX_SERIES, type MetricSeries, OVERFLOW_LABEL, type ProbeMetric } from '@debugin/protocol'
import { append, Float64ArrayConstructor, MapConstructor, mapGet, mapSet } from '../natives'

/** The sums of one set of labels, while they grow. */
export interface Series {
  labels: readonly string[]
  value: number
  count: number
  buckets: Float64Array | null
}

/**
 * What a metric point has measured in this thread, in plain numbers: a hit adds, and sums are handed over now and then.
 * More sets of labels than it tells apart are added up as one.
 */
export class MetricSums {
  readonly all: Series[] = []
  private readonly byLabels = new MapConstructor<string, Series>()
  /** Keys that are kept although redaction shows another one: they are as many as there are credentials. */
  private aliases = 0
  private overflow: Series | null = null

  constructor(readonly metric: ProbeMetric) {}

  /** The series with the key; undefined for one that has not been met. */
  find(key: string): Series | undefined {
    return mapGet(this.byLabels, key)
  }

  /**
   * Gives a set of labels its series.
   *
   * @param key tells sets of labels apart as the program has them
   * @param shown tells them apart as they are shown: redaction can make two the same
   */
  add(key: string, shown: string, labels: readonly string[]): Series {
    const known = mapGet(this.byLabels, shown)
    if (known === undefined && this.all.length >= MAX_SERIES) return this.overflowing()
    const series = known ?? this.start(labels)
    mapSet(this.byLabels, shown, series)
    if (key !== shown && this.aliases < MAX_SERIES) {
      this.aliases++
      mapSet(this.byLabels, key, series)
    }
    return series
  }

  /** All series as they are handed over. Called outside hits. */
  read(): MetricSeries[] {
    const all = this.overflow === null ? this.all : [...this.all, this.overflow]
    return all.map(({ labels, value, count, buckets }) => ({
      labels: [...labels],
      value,
      count,
      buckets: buckets === null ? [] : [...buckets],
    }))
  }

  private overflowing(): Series {
    this.overflow ??= this.make(this.metric.labels.map(() => OVERFLOW_LABEL))
    return this.overflow
  }

  private start(labels: readonly string[]): Series {
    const series = this.make(labels)
    append(this.all, series)
    return series
  }

  private make(labels: readonly string[]): Series {
    const { kind, buckets } = this.metric
    return {
      labels,
      value: 0,
      count: 0,
      buckets: kind === 'histogram' ? new Float64ArrayConstructor(buckets.length + 1) : null,
    }
  }
}
