import * as v from 'valibot'
import { DEFAULT_RATE_LIMIT, MAX_WATCHES } from '../limits'
import type { PointSettings, PointType } from '../point'
import { METRIC_EXPECTED, metricFields } from './metric'

/** Above these a snapshot is no longer small, whatever it shows. */
const LARGEST = { maxDepth: 20, maxProperties: 10_000, maxStringLength: 1_000_000, maxElements: 10_000, maxFrames: 200 }

const CAPTURE_MODES = ['none', 'watches', 'all'] as const

const count = (most: number, least = 0) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

const text = (most: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(most))

const valueLimits = {
  maxDepth: count(LARGEST.maxDepth),
  maxProperties: count(LARGEST.maxProperties),
  maxStringLength: count(LARGEST.maxStringLength),
  maxElements: count(LARGEST.maxElements),
}

/** Every field that a caller may say of a point. */
export const pointFields = {
  file: text(4096),
  line: v.pipe(v.number(), v.integer(), v.minValue(1)),
  column: v.nullable(count(10_000_000)),
  condition: v.nullable(v.pipe(v.string(), v.maxLength(2048))),
  metric: v.nullable(v.partial(v.strictObject(metricFields))),
  to: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  message: v.nullable(v.pipe(v.string(), v.maxLength(4096))),
  tags: v.pipe(v.array(text(128)), v.maxLength(100)),
  enabled: v.boolean(),
  rateLimit: v.partial(
    v.strictObject({
      limitPerSecond: v.pipe(v.number(), v.gtValue(0), v.maxValue(10_000)),
      burst: count(10_000, 1),
    }),
  ),
  snapshot: v.partial(v.strictObject({ ...valueLimits, maxFrames: count(LARGEST.maxFrames) })),
  watches: v.pipe(v.array(text(2048)), v.maxLength(MAX_WATCHES)),
  watchLimits: v.partial(v.strictObject(valueLimits)),
  capture: v.picklist(CAPTURE_MODES),
  everyNth: v.nullable(count(Number.MAX_SAFE_INTEGER, 1)),
  sampleRate: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  armedBy: v.nullable(text(100)),
  expireHitCount: v.nullable(count(Number.MAX_SAFE_INTEGER, 1)),
  expireDurationMs: v.nullable(count(365 * 24 * 3_600_000, 1)),
}

/** What belongs in each field, in the words of the error. */
export const POINT_EXPECTED: Readonly<Record<string, string>> = {
  file: 'a path: absolute, relative to the root, or the last segments of one',
  line: 'a whole number from 1',
  from: 'a whole number from 1: the line, where the time to another one is measured',
  column: 'a whole number from 0, or null',
  condition: 'an expression of at most 2,048 characters, or null',
  ...METRIC_EXPECTED,
  to: 'a whole number from 1, or null',
  message: 'a text of at most 4,096 characters with expressions in {…}',
  tags: 'an array of at most 100 texts, each of 1 to 128 characters',
  enabled: 'true or false',
  rateLimit: 'an object with limitPerSecond and burst',
  'rateLimit.limitPerSecond': 'a number greater than 0 and at most 10,000',
  'rateLimit.burst': 'a whole number from 1 to 10,000',
  snapshot: `an object with any of ${Object.keys(LARGEST).join(', ')}`,
  watches: `an array of at most ${MAX_WATCHES} expressions, each of 1 to 2,048 characters`,
  watchLimits: `an object with any of ${Object.keys(valueLimits).join(', ')}`,
  capture: CAPTURE_MODES.join(' or '),
  ...Object.fromEntries(
    Object.entries(LARGEST).flatMap(([name, most]) =>
      ['snapshot', 'watchLimits'].map((field) => [`${field}.${name}`, `a whole number up to ${most}`]),
    ),
  ),
  everyNth: 'a whole number from 1, or null for every hit',
  sampleRate: 'a number from 0 to 1, or null for every hit',
  armedBy: 'the id of another point, or null',
  expireHitCount: 'a whole number from 1, or null for never',
  expireDurationMs: 'milliseconds from 1 to one year, or null for never',
}

/** The fields of fields. */
export const POINT_PARTS: Readonly<Record<string, readonly string[]>> = {
  rateLimit: Object.keys(DEFAULT_RATE_LIMIT),
  snapshot: Object.keys(LARGEST),
  watchLimits: Object.keys(valueLimits),
  metric: Object.keys(metricFields),
}

const NO_METRIC = {
  metric: 'no metric: POST /metricpoints measures',
  to: 'no to: POST /metricpoints measures the time between two lines',
}

/** What points of a type cannot do without, besides their place. */
export const NEEDED: { [Type in PointType]?: readonly string[] } = { logpoint: ['message'], metricpoint: ['metric'] }

/** Fields that points of a type have no use for, and what to do instead. */
export const USELESS: Readonly<Record<PointType, { [Field in keyof PointSettings]?: string }>> = {
  tracepoint: { message: 'no message: tracepoints send snapshots; POST /logpoints sends messages', ...NO_METRIC },
  logpoint: {
    ...NO_METRIC,
    watches: 'no watches: a message shows values in {…}; POST /tracepoints sends snapshots',
    watchLimits: 'no watchLimits: a logpoint has no watches',
    capture: 'no capture: logpoints send messages; POST /tracepoints sends snapshots',
  },
  metricpoint: Object.fromEntries(
    [
      'message',
      'watches',
      'watchLimits',
      'capture',
      'snapshot',
      'rateLimit',
      'everyNth',
      'sampleRate',
      'expireHitCount',
    ].map((field) => [field, `no ${field}: a metric point counts every hit and sends no events`]),
  ),
}

/** The body of a call that makes a point of a type. */
export function newPointSchema(type: PointType) {
  const useless = Object.keys(USELESS[type])
  const needed = ['file', 'line', ...(NEEDED[type] ?? [])]
  const entries = Object.entries(pointFields)
    .filter(([name]) => !useless.includes(name))
    .map(([name, field]) => [name, needed.includes(name) ? field : v.optional(field)])
  // The line of a metric point may be called `from`.
  const line = v.optional(pointFields.line)
  const names = type === 'metricpoint' ? { line, from: line } : {}
  const all: Record<string, v.GenericSchema> = { ...Object.fromEntries(entries), ...names }
  return v.strictObject(all)
}

/** What of the settings of a point means something to its type: the body that would make it again. */
export function bodyOf(type: PointType, settings: PointSettings): Partial<PointSettings> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !(name in USELESS[type])))
}

/** The body of a call that changes a point. */
export const pointChangeSchema = v.partial(v.strictObject(pointFields))
