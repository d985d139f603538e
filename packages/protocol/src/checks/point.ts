import * as v from 'valibot'
import { DebugInError } from '../errors'
import { DEFAULT_RATE_LIMIT, DEFAULT_SNAPSHOT_LIMITS, DEFAULT_WATCH_LIMITS } from '../limits'
import type { PointSettings, PointType } from '../point'
import { invalidField, missingField } from './fieldError'
import { completeMetric } from './metric'
import { nearestName } from './nearestName'
import { NEEDED, POINT_EXPECTED, POINT_PARTS, pointChangeSchema, pointFields, USELESS } from './pointFields'

/** Fields that a point has and a caller may not set. */
const READ_ONLY = [
  'id',
  'type',
  'status',
  'statusReason',
  'setBy',
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
    if (!Object.hasOwn(pointFields, field)) throw unknownField(field, Object.keys(pointFields))
  }
  const issue = v.safeParse(pointChangeSchema, body, { abortEarly: true }).issues?.[0]
  if (issue !== undefined) throw fieldError(issue)
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
    if (value === undefined || value === null) throw missingField(field, POINT_EXPECTED[field] as string)
  }
  checkFieldsOfType(type, given)
  return completeSettings(given as Pick<PointSettings, 'file' | 'line'>)
}

/** `from` is another name for the line of a metric point that also has a `to`. */
function withoutFrom(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('from' in body)) return body
  const { from, ...rest } = body
  if ('line' in rest) throw invalidField('from', from, 'no from where line is given: they are the same')
  return { ...rest, line: from }
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
    return unknownField(String(named.at(-1)), POINT_PARTS[String(named[0])] ?? [])
  }
  if (field === 'line' && issue.type === 'min_value') {
    const value = issue.input
    return new DebugInError('INVALID_LINE', `line is ${value}; lines are counted from 1`, { field, value })
  }
  return invalidField(path.join('.'), issue.input, POINT_EXPECTED[field] ?? String(issue.expected))
}
