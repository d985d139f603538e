import type { EventName } from '@debugin/protocol'
import { parseTimestamp, type ReceivedEvent } from '@debugin/protocol/checks'

/** A checked event on its way into a store: its own JSON text, and beside it what it can be found by. */
export interface NewEvent {
  /** Lower case. */
  id: string
  name: EventName
  /** Milliseconds since 1970. */
  time: number
  /** Lower case; null when the agent did not say. */
  runtime: string | null
  application: string | null
  /** Null for the events of an agent. */
  probeId: string | null
  /**
   * The event as it was sent. Parsing and printing it again would round numbers: a `long` of Java or an `int` of
   * Python can hold more digits than a number of JavaScript.
   */
  text: string
}

/** An event with the number that its store gave it: 1 and up, in the order of arrival. */
export interface StoredEvent extends NewEvent {
  sequence: number
}

/** Describes a checked event for a store. `text` is the JSON that `event` was parsed from. */
export function describeEvent(event: ReceivedEvent, text: string): NewEvent {
  const { probeId } = event.payload
  return {
    id: event.id.toLowerCase(),
    name: event.name,
    time: parseTimestamp(event.timestamp) ?? 0,
    runtime: event.client.runtime?.toLowerCase() ?? null,
    application: event.client.applicationName ?? null,
    probeId: typeof probeId === 'string' ? probeId : null,
    text,
  }
}
