import { DebugInError } from '@debugin/protocol'
import { checkEvent } from '@debugin/protocol/checks'
import type { PartOfJson } from './jsonScanner.js'
import type { EventStore } from './store/eventStore.js'
import { describeEvent, type NewEvent } from './store/storedEvent.js'

/** Events of one batch; bounds the answer, which holds a result for each. */
export const MAX_BATCH_EVENTS = 10_000

/** The result for an event that is kept, now or already before. */
export interface AcceptedEvent {
  status: 'accepted'
  /** As it was sent. */
  id: string
  /** ISO time at which the sink took it. */
  timestamp: string
  /** Present where an event with this id was kept already; the new copy is dropped. */
  repeated?: true
}

/** The result for an event that is not kept, with the reason. */
export interface RejectedEvent {
  status: 'rejected'
  /** As it was sent; null where it is no string. */
  id: string | null
  error: string
  code: string
  details: Record<string, unknown>
}

/** The result for a batch; `results` stand in the order of the events. */
export interface BatchResult {
  status: 'accepted'
  timestamp: string
  accepted: number
  rejected: number
  results: (AcceptedEvent | RejectedEvent)[]
}

/** What became of a body, and how many of its events are new in the store. */
export interface Intake<Result> {
  result: Result
  stored: number
}

/**
 * Checks one event and keeps it.
 *
 * @throws DebugInError MISSING_FIELD or INVALID_FIELD
 */
export async function takeEvent(store: EventStore, { value, text }: PartOfJson): Promise<Intake<AcceptedEvent>> {
  const event = checkEvent(value)
  const [isNew] = await store.append([describeEvent(event, text)])
  return { result: accept(event.id, new Date().toISOString(), isNew === true), stored: isNew ? 1 : 0 }
}

/**
 * Checks every event of an array and keeps the good ones; a bad one never fails the others.
 *
 * @throws DebugInError BODY_TOO_LARGE when there are more than `MAX_BATCH_EVENTS`
 */
export async function takeBatch(store: EventStore, parts: readonly PartOfJson[]): Promise<Intake<BatchResult>> {
  if (parts.length > MAX_BATCH_EVENTS) {
    throw new DebugInError(
      'BODY_TOO_LARGE',
      `The batch holds ${parts.length} events; the sink takes ${MAX_BATCH_EVENTS} at once`,
      { events: parts.length, maxEvents: MAX_BATCH_EVENTS },
    )
  }
  const checked = parts.map(checkOne)
  const good = checked.flatMap((one) => ('event' in one ? [one.event] : []))
  const isNew = await store.append(good)

  const timestamp = new Date().toISOString()
  let at = 0
  const results = checked.map((one) => ('event' in one ? accept(one.id, timestamp, isNew[at++] === true) : one))
  return {
    result: { status: 'accepted', timestamp, accepted: good.length, rejected: parts.length - good.length, results },
    stored: isNew.filter(Boolean).length,
  }
}

function accept(id: string, timestamp: string, isNew: boolean): AcceptedEvent {
  return { status: 'accepted', id, timestamp, ...(isNew ? {} : { repeated: true }) }
}

function checkOne({ value, text }: PartOfJson): { id: string; event: NewEvent } | RejectedEvent {
  try {
    const event = checkEvent(value)
    return { id: event.id, event: describeEvent(event, text) }
  } catch (error) {
    if (!(error instanceof DebugInError)) throw error
    return { status: 'rejected', id: idOf(value), ...error.toBody() }
  }
}

function idOf(value: unknown): string | null {
  const id: unknown = typeof value === 'object' && value !== null && 'id' in value ? value.id : null
  return typeof id === 'string' ? id : null
}
