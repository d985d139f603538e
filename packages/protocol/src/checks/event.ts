import * as v from 'valibot'
import { EVENT_NAMES, type EventName } from '../event'
import { invalidField, missingField } from './fieldError'
import { nearestName } from './nearestName'
import { parseTimestamp } from './timestamp'

/** What belongs in each field, in the words of the error. */
const EXPECTED: Readonly<Record<string, string>> = {
  name: `one of ${EVENT_NAMES.join(', ')}`,
  timestamp: 'an ISO 8601 date and time such as 2026-01-31T12:00:00.000Z',
  id: 'a UUID',
  client: 'an object with hostname, applicationName, applicationInstanceId, agentVersion, runtime, runtimeVersion',
  'client.runtime': 'a string such as node, python or java',
  'client.applicationName': 'a string',
  payload: 'an object',
  'payload.probeId': 'a string that is not empty',
  'payload.probeType': 'tracepoint, logpoint or metricpoint',
  'payload.file': 'a string that is not empty',
  'payload.line': 'a whole number from 1',
}

/** `uuid.uuid4().hex` of Python has no dashes; the version digit says nothing about whether an id is unique. */
const UUID = /^[\da-f]{8}(-?)[\da-f]{4}\1[\da-f]{4}\1[\da-f]{4}\1[\da-f]{12}$/i

/** An enumeration of Java prints in capitals. */
const PROBE_TYPE = /^(?:tracepoint|logpoint|metricpoint)$/i

const plainObject = v.custom<Record<string, unknown>>(isPlainObject)

const nonEmpty = v.pipe(v.string(), v.nonEmpty())

const envelope = v.object({
  name: v.picklist(EVENT_NAMES),
  timestamp: v.pipe(
    v.string(),
    v.check((text) => parseTimestamp(text) !== null),
  ),
  id: v.pipe(v.string(), v.regex(UUID)),
  client: v.pipe(plainObject, v.object({ runtime: v.nullish(v.string()), applicationName: v.nullish(v.string()) })),
  payload: plainObject,
})

const probePayload = v.object({
  probeId: nonEmpty,
  probeType: v.pipe(v.string(), v.regex(PROBE_TYPE)),
  file: nonEmpty,
  line: v.pipe(v.number(), v.integer(), v.minValue(1)),
})

/**
 * An event as agents of any language send it: like a `DebugInEvent`, but its time may be written in any way that
 * `parseTimestamp` reads, its id may lack dashes, what is known of the client may be incomplete, and any field may stand
 * beside the known ones.
 */
export interface ReceivedEvent {
  name: EventName
  timestamp: string
  id: string
  client: { runtime?: string | null | undefined; applicationName?: string | null | undefined; [field: string]: unknown }
  payload: Record<string, unknown>
}

/**
 * Checks what every event must have: the envelope, and for the events of a probe also `probeId`, `probeType`, `file`
 * and `line` in the payload. All other fields are taken as they come.
 *
 * @param value a parsed JSON value
 * @returns the same value
 * @throws DebugInError MISSING_FIELD or INVALID_FIELD, with the field's path, its value and what is expected
 */
export function checkEvent(value: unknown): ReceivedEvent {
  if (isEvent(value)) return value
  if (!v.is(plainObject, value))
    throw invalidField('event', value, 'an object with name, timestamp, id, client, payload')
  throwFirstIssue(v.safeParse(envelope, value, { abortEarly: true }), '')
  const event = value as unknown as ReceivedEvent
  if (event.name.startsWith('probe.')) {
    throwFirstIssue(v.safeParse(probePayload, event.payload, { abortEarly: true }), 'payload.')
  }
  return event
}

/** The same by hand, in a tenth of the time: nearly every event is a good one, and only for others is the reason asked. */
function isEvent(value: unknown): value is ReceivedEvent {
  if (!isPlainObject(value)) return false
  const { name, timestamp, id, client, payload } = value
  return (
    EVENT_NAMES.includes(name as EventName) &&
    typeof timestamp === 'string' &&
    typeof id === 'string' &&
    UUID.test(id) &&
    isPlainObject(client) &&
    isTextOrNone(client.runtime) &&
    isTextOrNone(client.applicationName) &&
    isPlainObject(payload) &&
    (!(name as EventName).startsWith('probe.') || isOfProbe(payload)) &&
    parseTimestamp(timestamp) !== null
  )
}

function isOfProbe({ probeId, probeType, file, line }: Record<string, unknown>): boolean {
  return (
    isFilled(probeId) &&
    typeof probeType === 'string' &&
    PROBE_TYPE.test(probeType) &&
    isFilled(file) &&
    Number.isInteger(line) &&
    (line as number) >= 1
  )
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string'
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function throwFirstIssue(
  result: v.SafeParseResult<typeof envelope> | v.SafeParseResult<typeof probePayload>,
  prefix: string,
): void {
  const issue = result.issues?.[0]
  if (issue === undefined) return
  const field = prefix + v.getDotPath(issue)
  const expected = EXPECTED[field] ?? String(issue.expected)
  if (issue.input === undefined) throw missingField(field, expected)
  const nearest =
    field === 'name' && typeof issue.input === 'string' ? nearestName(issue.input, EVENT_NAMES) : undefined
  throw invalidField(field, issue.input, expected, nearest)
}
