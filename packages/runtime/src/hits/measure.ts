import type { ProbeMetric } from '@debugin/protocol'
import { append, isFiniteNumber, slice } from '../natives'
import type { Runtime } from '../runtime'
import { noteFailure } from './complaints'
import type { Hit } from './hit'
import type { MetricSums, Series } from './metricSums'
import type { Placement } from './placement'

/** Characters of a label's value. */
const LABEL_LENGTH = 128

/** No time: clocks begin at 0. */
const NEVER = -1

/** What a metric point does at one of its sites. */
export interface Measure {
  /** The time that it takes begins here; what it measures is at another site. */
  begins: boolean
  /** The number; null: 1. */
  value: ((hit: Hit) => unknown) | null
  labels: readonly ((hit: Hit) => unknown)[]
}

/** When a call passed the line where a probe begins to take the time. */
export interface Mark {
  probeId: string
  at: number
  next: Mark | null
}

/** Takes a metric point through its steps at a hit. No limit holds it back: a counter that skips hits is wrong. */
export function measure(placement: Placement, take: Measure, hit: Hit, runtime: Runtime): void {
  const { probe, condition } = placement
  if (probe.expired || probe.waits) return
  if (take.begins) {
    mark(placement, hit, runtime)
    return
  }
  if (condition !== null) {
    try {
      if (!condition(hit)) return
    } catch (error) {
      noteFailure(placement, error, runtime)
      return
    }
  }
  probe.totalHits++
  runtime.noteCounts(probe)
  if (!probe.struck) runtime.arm(probe)
  observe(placement, take, hit, runtime)
}

function observe(placement: Placement, take: Measure, hit: Hit, runtime: Runtime): void {
  const { probe } = placement
  const { sums } = probe
  if (sums === null) return
  const { metric } = sums
  try {
    const value = take.value === null ? 1 : take.value(hit)
    // The call began before anybody took its time.
    if (value === undefined && (metric.atEnd || metric.to !== null)) return
    if (typeof value !== 'number' || !isFiniteNumber(value)) throw notNumber(value, metric)
    if (value < 0 && metric.kind === 'counter') throw notNumber(value, metric)
    addTo(seriesFor(sums, take, hit, runtime), value, metric)
    probe.hitCount++
  } catch (error) {
    noteFailure(placement, error, runtime, 'probe.error.snapshot')
  }
}

function addTo(series: Series, value: number, { kind, buckets }: ProbeMetric): void {
  series.count++
  if (kind === 'gauge') {
    series.value = value
    return
  }
  series.value += value
  if (series.buckets === null) return
  const at = bucketOf(value, buckets)
  series.buckets[at] = (series.buckets[at] as number) + 1
}

/** The place of the first bound that is not below the value; behind the last where all are. */
function bucketOf(value: number, bounds: readonly number[]): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (value > (bounds[middle] as number)) low = middle + 1
    else high = middle
  }
  return low
}

function seriesFor(sums: MetricSums, take: Measure, hit: Hit, runtime: Runtime): Series {
  const { labels } = take
  let key = ''
  for (let i = 0; i < labels.length; i++) key += keyPart(labelAt(sums, take, hit, i), labels.length)
  return sums.find(key) ?? addSeries(sums, key, take, hit, runtime)
}

/** Values are listed and redacted when they are met for the first time, not at every hit. */
function addSeries(sums: MetricSums, key: string, take: Measure, hit: Hit, runtime: Runtime): Series {
  const { redaction } = runtime.captureSetup
  const labels: string[] = []
  let shown = ''
  for (let i = 0; i < take.labels.length; i++) {
    const text = labelAt(sums, take, hit, i)
    const label = redaction.hidesText(text) ? '[redacted]' : text
    append(labels, label)
    shown += keyPart(label, take.labels.length)
  }
  return sums.add(key, shown, labels)
}

/** A single label needs no length to be told from the next one. */
function keyPart(text: string, count: number): string {
  return count === 1 ? text : `${text.length}:${text}`
}

function labelAt({ metric }: MetricSums, { labels }: Measure, hit: Hit, index: number): string {
  return labelText((labels[index] as Measure['labels'][number])(hit), metric, index)
}

function labelText(value: unknown, { labels }: ProbeMetric, index: number): string {
  switch (typeof value) {
    case 'string':
      return value.length > LABEL_LENGTH ? slice(value, 0, LABEL_LENGTH) : value
    case 'number':
    case 'boolean':
    case 'undefined':
      return `${value}`
  }
  if (value === null) return 'null'
  const label = labels[index] as ProbeMetric['labels'][number]
  throw {
    message: `the label ${label.name} is ${describe(value)}; it takes a text or a number`,
    expression: label.expression.source,
  }
}

function notNumber(value: unknown, { kind, value: asked }: ProbeMetric): object {
  const least = kind === 'counter' ? ' from 0 up' : ''
  return { message: `the value is ${describe(value)}; it takes a number${least}`, expression: asked?.source ?? '1' }
}

function describe(value: unknown): string {
  return typeof value === 'number' ? `${value}` : value === null ? 'null' : `of type ${typeof value}`
}

/** A call has passed the line where the time begins; in module code there is one call only. */
function mark({ probe }: Placement, { frame }: Hit, runtime: Runtime): void {
  const at = runtime.host.now()
  if (frame === null) {
    probe.markedAt = at
    return
  }
  for (let known = frame.marks; known !== null; known = known.next) {
    if (known.probeId !== probe.id) continue
    known.at = at
    return
  }
  frame.marks = { probeId: probe.id, at, next: frame.marks }
}

/** Milliseconds since the call passed the line where the time begins, once; undefined where it did not. */
export function takeElapsed(probe: Placement['probe'], { frame }: Hit, now: number): number | undefined {
  if (frame === null) {
    const { markedAt } = probe
    probe.markedAt = NEVER
    return markedAt >= 0 ? now - markedAt : undefined
  }
  for (let known = frame.marks; known !== null; known = known.next) {
    if (known.probeId !== probe.id) continue
    const { at } = known
    known.at = NEVER
    return at >= 0 ? now - at : undefined
  }
  return undefined
}
