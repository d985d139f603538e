import type { RateLimit, SnapshotLimits, WatchLimits } from './limits'
import type { MetricSettings } from './metric'

/** A tracepoint sends a snapshot, a logpoint a message with values in it; a metric point counts and sends no events. */
export type PointType = 'tracepoint' | 'logpoint' | 'metricpoint'

/**
 * `pending`: the file is not loaded yet, its first run will hit. `active`: in place. `disabled`: switched off.
 * `expired`: its hit count or its time is used up. `error`: see `statusReason`.
 */
export type PointStatus = 'pending' | 'active' | 'disabled' | 'expired' | 'error'

/** What a snapshot shows: no values of the program's at all, the watches alone, or variables and result as well. */
export type CaptureMode = 'none' | 'watches' | 'all'

/** What a caller may say about a point when it is made or changed. */
export interface PointSettings {
  file: string
  /** 1-based. */
  line: number
  /** 0-based; chooses between several sites on one line. */
  column: number | null
  condition: string | null
  /** The template of a logpoint; null for a tracepoint. */
  message: string | null
  /** What a metric point measures; null for other points. */
  metric: MetricSettings | null
  /** The line where the time that a metric point takes from `line` on ends; null: it measures at `line`. */
  to: number | null
  tags: string[]
  enabled: boolean
  rateLimit: RateLimit
  snapshot: SnapshotLimits
  /** Expressions whose values a snapshot shows by their text. */
  watches: string[]
  watchLimits: WatchLimits
  capture: CaptureMode
  /** Of so many hits, the last one makes an event; null: every hit does. */
  everyNth: number | null
  /** The share of hits that make an event, chosen at random: from 0 to 1; null: every hit does. */
  sampleRate: number | null
  /** The id of a point whose first hit switches this one on; null: it is on from the start. */
  armedBy: string | null
  /** Events after which the point expires; null: never. */
  expireHitCount: number | null
  /** Milliseconds after which the point expires; null: never. */
  expireDurationMs: number | null
}

/** What set a point: a call of the control API, the program's own code, or the file of probes. */
export type PointOrigin = 'api' | 'code' | 'probesFile'

/** A point as the control API shows it. */
export interface Point extends PointSettings {
  id: string
  type: PointType
  /** The file as the program knows it, once it is known. */
  resolvedFile: string | null
  /** The line of the statement that the point stands on, when it differs from `line` or once it is known. */
  resolvedLine: number | null
  status: PointStatus
  statusReason: string | null
  setBy: PointOrigin
  /** Events made. */
  hitCount: number
  /** Times the line ran with the condition true. */
  totalHits: number
  /** Events not made because of a limit. */
  dropped: number
  /** ISO time. */
  created: string
}
