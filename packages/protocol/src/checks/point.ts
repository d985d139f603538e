import * as v from 'valibot'
import { DebugInError } from '../errors'
import { DEFAULT_RATE_LIMIT, DEFAULT_SNAPSHOT_LIMITS, DEFAULT_WATCH_LIMITS, MAX_WATCHES } from '../limits'
import type { PointSettings, PointType } from '../point'
import { invalidField, missingField } from './fieldError'
import { completeMetric, METRIC_EXPECTED, metricFields } from './metric'
import { nearestName } from './nearestName'

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

const fields = {
  file: text(4096),
  line: v.pipe(v.number(), v.integer()),
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

const EXPECTED: Readonly<Record<string, string>> = {
  file: 'a path: absolute, relative to the root, or the last segments of one',
  line: 'a whole number from 1',
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

const schema = v.partial(v.strictObject(fields))

/** The fields of fields. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  rateLimit: Object.keys(DEFAULT_RATE_LIMIT),
  snapshot: Object.keys(LARGEST),
  watchLimits: Object.keys(valueLimits),
  metric: Object.keys(metricFields),
}

/** Fields that a point has and a caller may not set. */
const READ_ONLY = [
  'id',
  'type',
  'status',
  'statusReason',
  'resolvedFile',
  'resolvedLine',
  'hitCount',
  'totalHits',
  'dropped',
  'created',
]

/**
 * Checks the body of a call that makes or changes a point.
 *
 * @param body a parsed JSON value
 * @returns the fields that were given
 * @throws DebugInError MISSING_FIELD, UNKNOWN_FIELD, INVALID_FIELD or INVALID_LINE
 */
export function checkPointFields(body: unknown): Partial<PointSettings> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidField('the body', body, 'a JSON object with file and line')
  }
  for (const field of Object.keys(body)) {
    if (!Object.hasOwn(fields, field)) throw unknownField(field, Object.keys(fields))
  }
  const issue = v.safeParse(schema, body, { abortEarly: true }).issues?.[0]
  if (issue !== undefined) throw fieldError(issue)
  const { line } = body as Partial<PointSettings>
  if (line !== undefined && line < 1) {
    throw new DebugInError('INVALID_LINE', `line is ${line}; lines are counted from 1`, { field: 'line', value: line })
  }
  return body as Partial<PointSettings>
}

/**
 * Makes the settings of a new point complete.
 *
 * @throws DebugInError as `checkPointFields` does, and MISSING_FIELD
 */
export function checkNewPoint(type: PointType, body: unknown): PointSettings {
  const given = checkPointFields(type === 'metricpoint' ? withoutFrom(body) : body)
  for (const field of ['file', 'line', ...(NEEDED[type] ?? [])]) {
    const value = given[field as keyof PointSettings]
    if (value === undefined || value === null) throw missingField(field, EXPECTED[field] as string)
  }
  checkFieldsOfType(type, given)
  return completeSettings(given as Pick<PointSettings, 'file' | 'line'>)
}

const NO_METRIC = {
  metric: 'no metric: POST /metricpoints measures',
  to: 'no to: POST /metricpoints measures the time between two lines',
}

/** What points of a type cannot do without, besides their place. */
const NEEDED: { [Type in PointType]?: readonly string[] } = { logpoint: ['message'], metricpoint: ['metric'] }

/** `from` is another name for the line of a metric point that also has a `to`. */
function withoutFrom(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('from' in body)) return body
  const { from, ...rest } = body
  if ('line' in rest) throw invalidField('from', from, 'no from where line is given: they are the same')
  return { ...rest, line: from }
}

/** Fields that points of a type have no use for, and what to do instead. */
const USELESS: Readonly<Record<PointType, { [Field in keyof PointSettings]?: string }>> = {
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

/**
 * Checks that every field that was given means something to points of a type.
 *
 * @throws DebugInError INVALID_FIELD
 */
export function checkFieldsOfType(type: PointType, given: Partial<PointSettings>): void {
  for (const [field, expected] of Object.entries(USELESS[type])) {
    const value = given[field as keyof PointSettings]
    if (value !== undefined && value !== null) throw invalidField(field, value, expected)
  }
}

/** Fills in the defaults for what was not said. */
function completeSettings(given: Partial<PointSettings> & Pick<PointSettings, 'file' | 'line'>): PointSettings {
  return {
    column: null,
    condition: null,
    message: null,
    to: null,
    tags: [],
    enabled: true,
    everyNth: null,
    sampleRate: null,
    armedBy: null,
    expireHitCount: null,
    expireDurationMs: null,
    watches: [],
    capture: 'all',
    ...given,
    metric: given.metric == null ? null : completeMetric(given.metric, given.to != null),
    rateLimit: { ...DEFAULT_RATE_LIMIT, ...given.rateLimit },
    snapshot: { ...DEFAULT_SNAPSHOT_LIMITS, ...given.snapshot },
    watchLimits: { ...DEFAULT_WATCH_LIMITS, ...given.watchLimits },
  }
}

/**
 * The error for a field that a call does not know.
 *
 * @param known the fields that it knows
 */
export function unknownField(field: string, known: readonly string[]): DebugInError {
  if (READ_ONLY.includes(field)) {
    return new DebugInError('UNKNOWN_FIELD', `${field} is set by the agent and cannot be set by a caller`, { field })
  }
  const nearest = nearestName(field, known)
  return new DebugInError('UNKNOWN_FIELD', `there is no field "${field.slice(0, 100)}"; the nearest is "${nearest}"`, {
    field: field.slice(0, 100),
    nearest,
  })
}

function fieldError(issue: v.BaseIssue<unknown>): DebugInError {
  const path = issue.path?.map(({ key }) => key) ?? []
  const named = path.filter((key) => typeof key === 'string')
  const field = named.join('.')
  if (issue.type === 'strict_object' && named.length > 1) {
    return unknownField(String(named.at(-1)), PARTS[String(named[0])] ?? [])
  }
  return invalidField(path.join('.'), issue.input, EXPECTED[field] ?? String(issue.expected))
}
