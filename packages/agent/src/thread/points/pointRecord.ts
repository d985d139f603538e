import type { Focus, Point, PointOrigin, PointSettings, PointStatus, PointType, Probe, Rules } from '@debugin/protocol'
import type { ProbeCounts } from '../../link/messages'
import type { ParsedTexts } from './parseTexts'
import type { Target } from './target'

/** A point with what only the agent needs to know of it. */
export interface PointRecord {
  id: string
  type: PointType
  setBy: PointOrigin
  settings: PointSettings
  /** The texts of the settings, parsed. */
  parsed: ParsedTexts
  target: Target
  created: Date
  counts: ProbeCounts
  /** Its time is up. */
  timeUp: boolean
  /** Why the program's thread could not place it. */
  refused: string | null
  timer: NodeJS.Timeout | null
}

export const NOTHING_COUNTED: Readonly<Omit<ProbeCounts, 'id' | 'waits'>> = Object.freeze({
  hitCount: 0,
  totalHits: 0,
  dropped: 0,
  expired: false,
  backsOffMs: null,
  errors: 0,
  spentNs: 0,
  bytes: 0,
  series: [],
})

/** The point as the control API shows it. */
export function showPoint(record: PointRecord): Point {
  const { settings, target, counts } = record
  const { status, reason } = statusOf(record)
  return {
    id: record.id,
    type: record.type,
    ...settings,
    resolvedFile: target.file,
    resolvedLine: target.line,
    status,
    statusReason: reason,
    setBy: record.setBy,
    hitCount: counts.hitCount,
    totalHits: counts.totalHits,
    dropped: counts.dropped,
    created: record.created.toISOString(),
  }
}

export function statusOf({ settings, target, counts, timeUp, refused }: PointRecord): {
  status: PointStatus
  reason: string | null
} {
  if (timeUp) return { status: 'expired', reason: `${settings.expireDurationMs} ms are over` }
  if (counts.expired) return { status: 'expired', reason: `it has made ${settings.expireHitCount} events` }
  if (!settings.enabled) return { status: 'disabled', reason: null }
  const refusal = refused ?? target.refusal
  if (refusal !== null) return { status: 'error', reason: refusal }
  if (counts.backsOffMs !== null && target.loaded) {
    const seconds = Math.floor(counts.backsOffMs / 1000)
    return {
      status: 'active',
      reason: `it backs off for ${seconds} s: the probes took more time than cpuBudget allows`,
    }
  }
  const waiting = counts.waits ? `it waits for a hit of ${settings.armedBy}` : null
  return target.loaded
    ? { status: 'active', reason: waiting }
    : { status: 'pending', reason: 'the file is not loaded yet' }
}

/** What the program's threads need to know of the point. */
export function probeOf({ id, type, settings, parsed, target, counts }: PointRecord): Probe {
  return {
    id,
    type,
    file: target.file,
    line: settings.line,
    column: settings.column,
    condition: parsed.condition,
    message: parsed.message,
    metric: parsed.metric,
    rules: rulesOf(settings, counts.waits),
    focus: focusOf(type, settings, parsed),
    rateLimit: settings.rateLimit,
    snapshot: settings.snapshot,
    expireHitCount: settings.expireHitCount,
  }
}

/** Null where everything is as usual, so that a hit has nothing to ask. */
function focusOf(type: PointType, settings: PointSettings, { watches }: ParsedTexts): Focus | null {
  const { capture, watchLimits, snapshot } = settings
  if (type !== 'tracepoint' || (capture === 'all' && watches.length === 0)) return null
  return {
    capture,
    watches: capture === 'none' ? [] : watches,
    limits: { ...watchLimits, maxFrames: snapshot.maxFrames },
  }
}

/** @param waits a point that was armed in one thread is armed in all */
function rulesOf({ everyNth, sampleRate, armedBy }: PointSettings, waits: boolean): Rules | null {
  const arming = waits ? armedBy : null
  if (everyNth === null && sampleRate === null && arming === null) return null
  return { everyNth: everyNth ?? 1, sampleRate: sampleRate ?? 1, armedBy: arming }
}

/** What one point has done and cost, as GET /stats shows it. */
export interface PointAccount {
  id: string
  type: PointType
  file: string
  line: number
  /** Times the line ran with the condition true. */
  hits: number
  /** Events made; values taken by a metric point. */
  captures: number
  dropped: number
  errors: number
  /** Nanoseconds of the program's thread. */
  spentNs: number
  /** Characters of its events. */
  bytes: number
  backsOff: boolean
}

export function accountOf({ id, type, settings, target, counts }: PointRecord): PointAccount {
  const { totalHits: hits, hitCount: captures, dropped, errors, spentNs, bytes, backsOffMs } = counts
  const { line } = settings
  return {
    id,
    type,
    file: target.file,
    line,
    hits,
    captures,
    dropped,
    errors,
    spentNs,
    bytes,
    backsOff: backsOffMs !== null,
  }
}
