import { randomUUID } from 'node:crypto'
import {
  DebugInError,
  MAX_POINTS,
  type Point,
  type PointOrigin,
  type PointSettings,
  type PointType,
  type Probe,
} from '@debugin/protocol'
import {
  bodyOf,
  checkFieldsOfType,
  checkNewPoint,
  checkPointFields,
  completeMetric,
  missingField,
} from '@debugin/protocol/checks'
import type { ProbeChange, ProbeCounts } from '../../link/messages'
import type { SiteRequest } from '../../link/probeSites'
import type { PointMetric } from '../metricsText'
import { parseTexts } from './parseTexts'
import {
  accountOf,
  NOTHING_COUNTED,
  type PointAccount,
  type PointRecord,
  probeOf,
  showPoint,
  statusOf,
} from './pointRecord'
import { checkArming, checkMetric } from './pointRules'
import { restorePoint, type SavedPoint, savePoint } from './savedPoint'
import { findTarget, type Places } from './target'

/** What a timer can hold, which is 25 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Takes to the program's threads what has changed. */
export type ApplyProbes = (change: ProbeChange) => void

/** A filter over points; what is left out matches everything. */
export interface PointFilter {
  type?: PointType | undefined
  enabled?: boolean | undefined
  /** All of them. */
  tags: string[]
}

/** A point that is to be made; `id` and `created` where it was there before. */
export interface NewPoint {
  type: PointType
  body: unknown
  id?: string
  created?: Date
}

/** A point with all that makes it again. */
export type LastingPoint = Required<NewPoint>

/** The points of the program. Every change is complete before the program hears of it, or did not happen. */
export class PointBook {
  private readonly records = new Map<string, PointRecord>()
  /** Told when points set through the API may have changed. */
  onChange: () => void = () => {}

  constructor(
    private readonly places: Places,
    private readonly apply: ApplyProbes,
  ) {}

  /** @throws DebugInError when the body, the file, the line or an expression is wrong */
  create(type: PointType, body: unknown, setBy: PointOrigin = 'api'): Point {
    const record = this.admit({ type, body }, setBy)
    this.publish([record])
    this.onChange()
    return showPoint(record)
  }

  /**
   * Takes some points away and makes others in their place: all of it, or nothing.
   *
   * @param refuse makes the error for the one of `wanted` that cannot be made
   * @returns the ids of the new ones
   * @throws what `refuse` makes
   */
  swap(
    gone: readonly string[],
    wanted: readonly NewPoint[],
    setBy: PointOrigin,
    refuse: (error: unknown, index: number) => unknown,
  ): string[] {
    const before = [...this.records]
    for (const id of gone) this.records.delete(id)
    const made: PointRecord[] = []
    for (const [index, point] of wanted.entries()) {
      try {
        made.push(this.admit(point, setBy))
      } catch (error) {
        for (const { timer } of made) if (timer !== null) clearTimeout(timer)
        this.records.clear()
        for (const [id, record] of before) this.records.set(id, record)
        throw refuse(error, index)
      }
    }
    for (const [id, { timer }] of before) if (timer !== null && !this.records.has(id)) clearTimeout(timer)
    this.apply({ set: [], off: [], removed: [...gone] })
    this.publish(made)
    return made.map(({ id }) => id)
  }

  private admit({ type, body, id = randomUUID(), created = new Date() }: NewPoint, setBy: PointOrigin): PointRecord {
    if (this.records.size >= MAX_POINTS) {
      throw new DebugInError('TOO_MANY_POINTS', `the program holds ${MAX_POINTS} points already; delete some first`)
    }
    const settings = checkNewPoint(type, body)
    checkArming(this.records, id, settings)
    checkMetric(this.records, id, settings)
    const parsed = parseTexts(settings)
    const record: PointRecord = {
      id,
      type,
      setBy,
      settings,
      parsed,
      target: findTarget(requestOf(settings, parsed), this.places),
      created,
      counts: { ...NOTHING_COUNTED, id, waits: settings.armedBy !== null },
      timeUp: false,
      refused: null,
      timer: null,
    }
    this.records.set(id, record)
    this.startTimer(record)
    return record
  }

  /** @throws DebugInError POINT_NOT_FOUND, or as `create` does */
  update(id: string, body: unknown): Point {
    const record = this.record(id)
    const given = checkPointFields(body)
    checkFieldsOfType(record.type, given)
    const { rateLimit, snapshot, watchLimits } = record.settings
    const settings: PointSettings = {
      ...record.settings,
      ...given,
      rateLimit: { ...rateLimit, ...given.rateLimit },
      snapshot: { ...snapshot, ...given.snapshot },
      watchLimits: { ...watchLimits, ...given.watchLimits },
    }
    if (record.type === 'metricpoint' && settings.metric === null)
      throw missingField('metric', 'what the point measures')
    if (record.type === 'logpoint' && settings.message === null)
      throw missingField('message', 'a text: a logpoint sends it')
    if (given.metric != null) settings.metric = completeMetric(given.metric, settings.to !== null)
    checkArming(this.records, id, settings)
    checkMetric(this.records, id, settings)
    const parsed = parseTexts(settings)
    const moved = ['file', 'line', 'column', 'to', 'metric'].some((field) => field in given)
    const target = moved ? findTarget(requestOf(settings, parsed), this.places) : record.target
    if (given.expireHitCount !== undefined) record.counts.expired = false
    if (given.expireDurationMs !== undefined) record.timeUp = false
    if (given.armedBy !== undefined && given.armedBy !== record.settings.armedBy)
      record.counts.waits = given.armedBy !== null
    Object.assign(record, { settings, parsed, target, refused: null })
    this.startTimer(record)
    this.publish([record])
    this.onChange()
    return showPoint(record)
  }

  /** @throws DebugInError POINT_NOT_FOUND */
  setEnabled(id: string, enabled: boolean): void {
    const record = this.record(id)
    record.settings = { ...record.settings, enabled }
    this.publish([record])
    this.onChange()
  }

  /** Switches every point that carries one of the tags; gives how many there are. */
  setEnabledByTag(tags: readonly string[], enabled: boolean): number {
    const tagged = [...this.records.values()].filter(({ settings }) => settings.tags.some((tag) => tags.includes(tag)))
    for (const record of tagged) record.settings = { ...record.settings, enabled }
    this.publish(tagged)
    this.onChange()
    return tagged.length
  }

  /** @throws DebugInError POINT_NOT_FOUND */
  remove(id: string): void {
    const record = this.record(id)
    if (record.timer !== null) clearTimeout(record.timer)
    this.records.delete(id)
    for (const other of this.records.values()) {
      if (other.settings.armedBy === id && other.counts.waits) other.refused = 'the point that was to arm it is gone'
    }
    this.apply({ set: [], off: [], removed: [id] })
    this.onChange()
  }

  /** @throws DebugInError POINT_NOT_FOUND */
  show(id: string): Point {
    return showPoint(this.record(id))
  }

  list({ type, enabled, tags }: PointFilter): Point[] {
    return [...this.records.values()]
      .filter((record) => type === undefined || record.type === type)
      .filter(({ settings }) => enabled === undefined || settings.enabled === enabled)
      .filter(({ settings }) => tags.every((tag) => settings.tags.includes(tag)))
      .map(showPoint)
  }

  /** What each point has cost so far. */
  accounts(): PointAccount[] {
    return [...this.records.values()].map(accountOf)
  }

  /** The metric points with what they have measured. */
  metrics(): PointMetric[] {
    return [...this.records.values()].flatMap(({ id, settings, counts }) =>
      settings.metric === null ? [] : { id, metric: settings.metric, series: counts.series },
    )
  }

  /** How many frames the events of a point show; undefined where the point is gone. */
  maxFrames(id: string): number | undefined {
    return this.records.get(id)?.settings.snapshot.maxFrames
  }

  /** What another process needs to go on with these points. */
  saved(): SavedPoint[] {
    return [...this.records.values()].map(savePoint)
  }

  /** Goes on with the points of another process; threads have to be told what of them is in use. */
  restore(saved: readonly SavedPoint[]): void {
    for (const point of saved) {
      const record = restorePoint(point)
      this.records.set(record.id, record)
      this.startTimer(record)
    }
  }

  isGauge(id: string): boolean {
    return this.records.get(id)?.settings.metric?.kind === 'gauge'
  }

  has(id: string): boolean {
    return this.records.has(id)
  }

  /** The points that somebody set and that have not expired, as `swap` makes them again. */
  lasting(setBy: PointOrigin): LastingPoint[] {
    return [...this.records.values()]
      .filter((record) => record.setBy === setBy && !record.timeUp && !record.counts.expired)
      .map(({ id, type, created, settings }) => ({ id, type, created, body: bodyOf(type, settings) }))
  }

  get size(): number {
    return this.records.size
  }

  /** Files came or went: points find their places anew. One that no longer has one says why. */
  findPlaces(): void {
    for (const record of this.records.values()) {
      if (record.target.loaded) continue
      try {
        record.target = findTarget(
          { ...requestOf(record.settings, record.parsed), file: record.target.file },
          this.places,
        )
      } catch (error) {
        record.target = { ...record.target, refusal: error instanceof Error ? error.message : String(error) }
      }
    }
  }

  /**
   * Takes the sums of what all threads have counted. What one thread learns all have to: that a point is armed, and that
   * all of them together have made as many events as it may.
   */
  noteCounts(counts: readonly ProbeCounts[]): void {
    let anyExpired = false
    for (const count of counts) {
      const record = this.records.get(count.id)
      if (record === undefined) continue
      const { waits, expired } = record.counts
      const { expireHitCount } = record.settings
      const usedUp = expired || (expireHitCount !== null && count.hitCount >= expireHitCount)
      record.counts = { ...count, waits: waits && count.waits, expired: usedUp }
      if (usedUp !== expired || record.counts.waits !== waits) this.publish([record])
      anyExpired ||= usedUp !== expired
    }
    if (anyExpired) this.onChange()
  }

  /** What a thread that joins has to know. */
  probes(): Probe[] {
    const inUse = [...this.records.values()].filter((record) => !isOff(record))
    return inUse.map(probeOf)
  }

  noteRefused(id: string, reason: string): void {
    const record = this.records.get(id)
    if (record !== undefined) record.refused = reason
  }

  private record(id: string): PointRecord {
    const record = this.records.get(id)
    if (record === undefined) {
      throw new DebugInError('POINT_NOT_FOUND', `there is no point ${id.slice(0, 100)}; GET /points lists them`, { id })
    }
    return record
  }

  private publish(records: readonly PointRecord[]): void {
    const set: Probe[] = []
    const off: string[] = []
    for (const record of records) {
      if (isOff(record)) off.push(record.id)
      else set.push(probeOf(record))
    }
    this.apply({ set, off, removed: [] })
  }

  private startTimer(record: PointRecord): void {
    if (record.timer !== null) clearTimeout(record.timer)
    record.timer = null
    const { expireDurationMs } = record.settings
    if (expireDurationMs === null || record.timeUp) return
    const left = record.created.getTime() + expireDurationMs - Date.now()
    const expire = (): void => {
      record.timeUp = true
      this.publish([record])
      this.onChange()
    }
    const goOn = (): void => this.startTimer(record)
    record.timer = setTimeout(left > LONGEST_TIMER_MS ? goOn : expire, Math.min(Math.max(left, 0), LONGEST_TIMER_MS))
    record.timer.unref()
  }
}

function isOff(record: PointRecord): boolean {
  return ['disabled', 'expired'].includes(statusOf(record).status)
}

function requestOf({ file, line, column, to }: PointSettings, { metric }: PointRecord['parsed']): SiteRequest {
  return { file, line, column, to, atEnd: metric?.atEnd ?? false }
}
