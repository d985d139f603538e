import type { SnapshotPayload } from '@debugin/protocol'
import { headOf, type RawEvent } from '../events/rawEvent'
import type { OriginalFrames } from './originalFrames'
import type { ShownStacks } from './shownStacks'
import { translateStackText } from './stackText'

/** Only a call that threw has this in its snapshot; where a value of the program's looks like it, no harm is done. */
const EXCEPTION = '"exception":{'

/**
 * Puts the stack, in original places, into the payload of a snapshot. The captured values stay the text that they are.
 *
 * @param mostFramesOf how many frames a probe shows; undefined where it is gone
 * @returns JSON text of the payload
 */
export function snapshotText(
  { payload, frames: raw }: RawEvent,
  stacks: ShownStacks,
  frames: OriginalFrames,
  mostFramesOf: (probeId: string) => number | undefined,
): string {
  const head = headOf(payload)
  const stack = stacks.show(raw, head, mostFramesOf(head.probeId))
  const rest = payload.includes(EXCEPTION) ? translateException(payload, frames) : payload
  return `${rest.slice(0, -1)},"stack":${stack}}`
}

function translateException(payload: string, frames: OriginalFrames): string {
  const parsed = JSON.parse(payload) as SnapshotPayload
  const exception = parsed.snapshot?.exception
  if (typeof exception?.stack !== 'string') return payload
  exception.stack = translateStackText(exception.stack, frames)
  return JSON.stringify(parsed)
}
