import type { Probe, ProbeMetric } from '@debugin/protocol'
import { MetricSums } from './metricSums'
import { TokenBucket } from './tokenBucket'

/** A probe that stands in the program, with what it has counted. */
export class ActiveProbe {
  readonly id: string
  /** Events made. */
  hitCount = 0
  /** Times the line ran with the condition true. */
  totalHits = 0
  /** Events not made because of a limit. */
  dropped = 0
  /** It has counted what nobody was told of yet. */
  changed = false
  /** Conditions, watches, metrics and redactions that failed. */
  errors = 0
  /** Milliseconds of the program's thread that it took; of passes without an event only a sample is measured. */
  spentMs = 0
  /** Characters of its events. */
  characters = 0
  /** Counts passes, to choose those that are measured. */
  passes = 0
  /** It has left its places for some seconds, because the probes took too much time; null: it has not. */
  backsOffMs: number | null = null
  /** It has made as many events as it may. */
  expired = false
  /** The probe that arms it has not been hit yet. */
  waits: boolean
  /** It has been hit, as far as those know that it arms. */
  struck = false
  /** Hits that no event has told of yet, because of the rate limit. */
  droppedUntold = 0
  /** Failures of the condition that no event has told of yet. */
  failuresUntold = 0
  /** When an event last told of a failure, in ms; -Infinity: never. */
  toldFailureAt = Number.NEGATIVE_INFINITY
  readonly bucket: TokenBucket
  /** What a metric point has measured. */
  sums: MetricSums | null
  /** When module code passed the line where the time begins; -1: it has not. */
  markedAt = -1

  constructor(
    readonly spec: Probe,
    now: number,
  ) {
    this.id = spec.id
    this.waits = (spec.rules?.armedBy ?? null) !== null
    this.sums = (spec.metric ?? null) === null ? null : new MetricSums(spec.metric as ProbeMetric)
    this.bucket = new TokenBucket(spec.rateLimit, now)
  }
}
