import type { FollowedEvent } from '../client/followEvents.js'
import { printEvent } from './event.js'
import { lookFor } from './look.js'

/** How events are printed. */
export interface PrintOptions {
  /** As JSON, an event a line. */
  json?: boolean
  /** Values, texts and stacks at full length. */
  full?: boolean
}

/** Makes what prints events on a stream. */
export function createEventPrinter(
  stream: NodeJS.WriteStream,
  { json = false, full = false }: PrintOptions = {},
): (followed: FollowedEvent) => void {
  return ({ text, event }) => {
    // Asked for each event: a terminal can be resized.
    stream.write(`${json ? text : printEvent(event, lookFor(stream, full))}\n`)
  }
}
