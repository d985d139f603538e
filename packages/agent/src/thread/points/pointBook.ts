import { randomUUID } from 'node:crypto'
import {
  DebugInError,
  MAX_POINTS,
  type MetricSettings,
  type Point,
  type PointSettings,
  type PointType,
  type Probe,
} from '@debugin/protocol'
import {
  checkFieldsOfType,
  checkNewPoint,
  checkPointFields,
  completeMetric,
  invalidField,
  missingField,
} from '@debugin/protocol/checks'
import type { ProbeChange, ProbeCounts } from '../../link/messages'
import type { SiteRequest } from '../../link/probeSites'
import type { PointMetric } from '../metricsText'
import { parseTexts } from './parseTexts'
import { accountOf, type PointAccount, type PointRecord, probeOf, showPoint, statusOf } from './pointRecord'
import { findTarget, type Places } from './target'

/** What a timer can hold, which is 25 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

const NOTHING_COUNTED: Readonly<Omit<ProbeCounts, 'id' | 'waits'>> = Object.freeze({
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

/** Takes to the program's threads what has changed. */
export type ApplyProbes = (change: ProbeChange) => void

/** A filter over points; what is left out matches everything. */
export interface PointFilter {
  type?: PointType | undefined
  enabled?: boolean | undefined
  /** All of them. */
  tags: string[]
}

/** The points of the program. Every change is complete before the program hears of it, or did not happen. */
export class PointBook {
  private readonly records = new Map<string, PointRecord>()

  constructor(
    private readonly places: Places,
    private readonly apply: ApplyProbes,
  ) {}

  /** @throws DebugInError when the body, the file, the line or an expression is wrong */
  create(type: PointType, body: unknown): Point {
    if (this.records.size >= MAX_POINTS) {
      throw new DebugInError('TOO_MANY_POINTS', `the program holds ${MAX_POINTS} points already; delete some first`)
    }
    const settings = checkNewPoint(type, body)
    const id = randomUUID()
    this.checkArming(id, settings)
    this.checkMetric(id, settings)
    const parsed = parseTexts(settings)
    const record: PointRecord = {
      id,
      type,
      settings,
      parsed,
      target: findTarget(requestOf(settings, parsed), this.places),
      created: new Date(),
      counts: { ...NOTHING_COUNTED, id, waits: settings.armedBy !== null },
      timeUp: false,
      refused: null,
      timer: null,
    }
    this.records.set(id, record)
    this.startTimer(record)
    this.publish([record])
    return showPoint(record)
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
    this.checkArming(id, settings)
    this.checkMetric(id, settings)
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
    return showPoint(record)
  }

  /** @throws DebugInError POINT_NOT_FOUND */
  setEnabled(id: string, enabled: boolean): void {
    const record = this.record(id)
    record.settings = { ...record.settings, enabled }
    this.publish([record])
  }

  /** Switches every point that carries one of the tags; gives how many there are. */
  setEnabledByTag(tags: readonly string[], enabled: boolean): number {
    const tagged = [...this.records.values()].filter(({ settings }) => settings.tags.some((tag) => tags.includes(tag)))
    for (const record of tagged) record.settings = { ...record.settings, enabled }
    this.publish(tagged)
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

  isGauge(id: string): boolean {
    return this.records.get(id)?.settings.metric?.kind === 'gauge'
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
    for (const count of counts) {
      const record = this.records.get(count.id)
      if (record === undefined) continue
      const { waits, expired } = record.counts
      const { expireHitCount } = record.settings
      const usedUp = expired || (expireHitCount !== null && count.hitCount >= expireHitCount)
      record.counts = { ...count, waits: waits && count.waits, expired: usedUp }
      if (usedUp !== expired || record.counts.waits !== waits) this.publish([record])
    }
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

  /**
   * A point cannot wait for one that is not there, nor, by whatever way, for itself.
   *
   * @throws DebugInError INVALID_FIELD
   */
  private checkArming(id: string, { armedBy }: PointSettings): void {
    if (armedBy !== null && armedBy !== id && !this.records.has(armedBy)) {
      throw invalidField('armedBy', armedBy, 'the id of a point that is set')
    }
    for (let at = armedBy; at !== null; at = this.records.get(at)?.settings.armedBy ?? null) {
      if (at === id) throw invalidField('armedBy', armedBy, 'a point that does not wait for this one')
    }
  }

  /**
   * Points that measure under one name are one metric: what they say of it must be the same.
   *
   * @throws DebugInError INVALID_FIELD
   */
  private checkMetric(id: string, { metric }: PointSettings): void {
    for (const other of this.records.values()) {
      const theirs = other.settings.metric
      if (metric === null || theirs === null || other.id === id || theirs.name !== metric.name) continue
      const form = ({ kind, labels, buckets }: MetricSettings): string =>
        JSON.stringify([kind, Object.keys(labels).sort(), buckets])
      if (metric.kind === 'gauge' || form(metric) !== form(theirs)) {
        const expected = `another name: point ${other.id} measures a ${theirs.kind} under this one`
        throw invalidField('metric.name', metric.name, expected)
      }
    }
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
