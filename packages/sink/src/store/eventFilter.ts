import type { EventName } from '@debugin/protocol'
import type { NewEvent } from './storedEvent.js'

/** What the escapes of JSON that are letters stand for. */
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** Which events are meant: each list that is not empty and each value that is not null must hold. */
export interface EventFilter {
  /** Lower case. */
  runtimes: readonly string[]
  names: readonly EventName[]
  probeIds: readonly string[]
  applications: readonly string[]
  /** Milliseconds since 1970, that one included. */
  since: number | null
  /** Milliseconds since 1970, that one included. */
  until: number | null
  /** Found anywhere in the event, in capitals or not. */
  text: string | null
}

/** Whether an event passes a filter. */
export function passesFilter(event: NewEvent, filter: EventFilter): boolean {
  return (
    isAmong(event.name, filter.names) &&
    isAmong(event.runtime, filter.runtimes) &&
    isAmong(event.probeId, filter.probeIds) &&
    isAmong(event.application, filter.applications) &&
    (filter.since === null || event.time >= filter.since) &&
    (filter.until === null || event.time <= filter.until) &&
    (filter.text === null || readable(event.text).includes(filter.text.toLowerCase()))
  )
}

function isAmong(value: string | null, wanted: readonly string[]): boolean {
  return wanted.length === 0 || (value !== null && wanted.includes(value))
}

/**
 * The event's text as a person would search it. Python writes `é` as `\u00e9` and some libraries of Java write `=` as
 * `\u003d`, so escapes are undone first.
 */
function readable(text: string): string {
  if (!text.includes('\\')) return text.toLowerCase()
  return text
    .replace(/\\(?:u([\da-f]{4})|(.))/gi, (_, code: string | undefined, character: string) =>
      code === undefined ? (CONTROLS[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
    )
    .toLowerCase()
}
