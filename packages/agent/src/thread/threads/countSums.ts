import { MAX_SERIES, type MetricSeries, OVERFLOW_LABEL } from '@debugin/protocol'
import type { ProbeCounts } from '../../link/messages'

/** The source that stands for all threads that have ended. */
const ENDED = 'ended'

/** Counts by source, by point. */
export type SavedCounts = [string, [string, ProbeCounts][]][]

/** Adds up what each thread counts of a point; what a thread has counted stays when it ends. */
export class CountSums {
  /** By point, then by source; who counted last comes last. */
  private readonly counts = new Map<string, Map<string, ProbeCounts>>()

  /** @param isGauge whether a point measures a value of the moment, which cannot be added up */
  constructor(private readonly isGauge: (id: string) => boolean) {}

  /**
   * @param source names the thread; it counts on from what it said before
   * @returns the sums of the points that have changed; `waits` is that of this thread
   */
  note(source: string, counts: readonly ProbeCounts[]): ProbeCounts[] {
    return counts.map((count) => {
      const known = this.counts.get(count.id) ?? new Map<string, ProbeCounts>()
      known.delete(source)
      this.counts.set(count.id, known.set(source, count))
      return { ...this.sum(count.id, known.values()), waits: count.waits }
    })
  }

  /** Threads whose sources begin so have ended: from now on they are one, which counts no more. */
  end(prefix: string): void {
    for (const [id, known] of this.counts) {
      const ended = [...known].filter(([source]) => source === prefix || source.startsWith(`${prefix}/`))
      if (ended.length === 0) continue
      for (const [source] of ended) known.delete(source)
      const past = known.get(ENDED)
      const all = [...(past === undefined ? [] : [past]), ...ended.map(([, count]) => count)]
      known.set(ENDED, { ...this.sum(id, all), backsOffMs: null })
    }
  }

  /** The sums of all points, as they stand. */
  all(): ProbeCounts[] {
    return [...this.counts].map(([id, known]) => this.sum(id, known.values()))
  }

  /** What `restore` takes. */
  saved(): SavedCounts {
    return [...this.counts].map(([id, known]) => [id, [...known]])
  }

  restore(saved: SavedCounts): void {
    for (const [id, known] of saved) this.counts.set(id, new Map(known))
  }

  forget(id: string): void {
    this.counts.delete(id)
  }

  private sum(id: string, counts: Iterable<ProbeCounts>): ProbeCounts {
    const all = [...counts]
    const series = addSeries(
      all.flatMap((count) => count.series),
      this.isGauge(id),
    )
    return { ...all.reduce(add), series }
  }
}

function add(a: ProbeCounts, b: ProbeCounts): ProbeCounts {
  return {
    ...b,
    hitCount: a.hitCount + b.hitCount,
    totalHits: a.totalHits + b.totalHits,
    dropped: a.dropped + b.dropped,
    backsOffMs: a.backsOffMs === null ? b.backsOffMs : Math.max(a.backsOffMs, b.backsOffMs ?? 0),
    errors: a.errors + b.errors,
    spentNs: a.spentNs + b.spentNs,
    bytes: a.bytes + b.bytes,
  }
}

/** One series for each set of labels, and one for all sets beyond those that a point tells apart. */
function addSeries(all: readonly MetricSeries[], isGauge: boolean): MetricSeries[] {
  const sums = new Map<string, MetricSeries>()
  for (const one of all) {
    const own = one.labels.join('\n')
    const overflows = !sums.has(own) && sums.size >= MAX_SERIES
    const labels = overflows ? one.labels.map(() => OVERFLOW_LABEL) : one.labels
    const key = overflows ? labels.join('\n') : own
    const sum = sums.get(key)
    sums.set(key, sum === undefined ? { ...one, labels } : addOne(sum, one, isGauge))
  }
  return [...sums.values()]
}

function addOne(a: MetricSeries, b: MetricSeries, isGauge: boolean): MetricSeries {
  const longer = a.buckets.length > b.buckets.length ? a.buckets : b.buckets
  return {
    labels: a.labels,
    value: isGauge ? b.value : a.value + b.value,
    count: a.count + b.count,
    buckets: longer.map((_, index) => (a.buckets[index] ?? 0) + (b.buckets[index] ?? 0)),
  }
}
