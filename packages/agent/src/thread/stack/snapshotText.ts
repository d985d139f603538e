import type { SnapshotPayload, StackFrame } from '@debugin/protocol'
import { headOf } from '../events/rawEvent'
import type { OriginalFrames } from './originalFrames'
import { translateStackText } from './stackText'
import { standAtPoint } from './standAtPoint'

/** Only a call that threw has this in its snapshot; where a value of the program's looks like it, no harm is done. */
const EXCEPTION = '"exception":{'

/**
 * Puts the stack, in original places, into the payload of a snapshot. The captured values stay the text that they are.
 *
 * @param raw JSON text of the frames as they ran; null where there are none
 * @param mostFramesOf how many frames a probe shows; undefined where it is gone
 * @returns JSON text of the payload
 */
export function snapshotText(
  payload: string,
  raw: string | null,
  frames: OriginalFrames,
  mostFramesOf: (probeId: string) => number | undefined,
): string {
  const head = headOf(payload)
  const ran: StackFrame[] = raw === null ? [] : JSON.parse(raw)
  const stack = standAtPoint(frames.translate(ran), head, ran[0]?.file ?? null)
  const shown = JSON.stringify(stack.slice(0, mostFramesOf(head.probeId)))
  const rest = payload.includes(EXCEPTION) ? translateException(payload, frames) : payload
  return `${rest.slice(0, -1)},"stack":${shown}}`
}

function translateException(payload: string, frames: OriginalFrames): string {
  const parsed = JSON.parse(payload) as SnapshotPayload
  const exception = parsed.snapshot?.exception
  if (typeof exception?.stack !== 'string') return payload
  exception.stack = translateStackText(exception.stack, frames)
  return JSON.stringify(parsed)
}
