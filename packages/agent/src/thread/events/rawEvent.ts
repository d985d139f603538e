import type { EventName } from '@debugin/protocol'
import type { PointPlace } from '../stack/standAtPoint'

/** An event as the program's threads send it. Its texts stay texts: what is not looked at need not be read. */
export interface RawEvent {
  name: EventName
  /** Milliseconds since 1970. */
  at: number
  /** JSON text of an object. */
  payload: string
  /** JSON text of the stack, its frames not yet translated; `SAME_FRAMES` or null where there is none. */
  frames: string | null
}

/** The stack is that of the last event before it, in the same text, that had one. */
export const SAME_FRAMES = '"same"'

/** Whose event it is, and where its point stands. */
export interface EventHead extends PointPlace {
  probeId: string
}

const NAME_AT = '{"name":"'.length
const AT = '","at":'
const PAYLOAD = ',"payload":'
const FRAMES = ',"frames":'

/**
 * Cuts a line of the runtime's (`Runtime.emit`, `Outgoing`) into its parts:
 * `{"name":"…","at":…,"payload":{…}}`, or `…,"payload":{…},"frames":[…]}`, or `…,"frames":"same"}`.
 */
export function readRawEvent(line: string): RawEvent {
  const nameEnd = line.indexOf(AT, NAME_AT)
  const payloadAt = line.indexOf(PAYLOAD, nameEnd)
  // No text within the frames holds this: there a quote has a backslash before it.
  const framesAt = line.endsWith('}}') ? -1 : line.lastIndexOf(FRAMES)
  return {
    name: line.slice(NAME_AT, nameEnd) as EventName,
    at: Number(line.slice(nameEnd + AT.length, payloadAt)),
    payload: line.slice(payloadAt + PAYLOAD.length, framesAt === -1 ? -1 : framesAt),
    frames: framesAt === -1 ? null : line.slice(framesAt + FRAMES.length, -1),
  }
}

const TEXT = String.raw`"(?:[^"\\]|\\.)*"`
const PROBE_ID = new RegExp(`^{"probeId":(${TEXT})`)
const HEAD = new RegExp(
  `^{"probeId":(${TEXT}),"probeType":${TEXT},"file":(${TEXT}),"line":(\\d+),"method":(${TEXT}|null),`,
)

/** The probe that made an event; null for an event of the agent. */
export function probeIdOf(payload: string): string | null {
  const found = PROBE_ID.exec(payload)
  return found === null ? null : JSON.parse(found[1] as string)
}

/**
 * What the payload of a probe's event begins with (the runtime's `headText`).
 *
 * @throws Error for a payload that begins with something else
 */
export function headOf(payload: string): EventHead {
  const found = HEAD.exec(payload)
  if (found === null) throw new Error(`no event of a probe begins with ${payload.slice(0, 200)}`)
  const [probeId, file, line, method] = found.slice(1).map((text) => JSON.parse(text))
  return { probeId, file, line, method }
}
