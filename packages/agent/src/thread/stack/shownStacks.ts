import type { StackFrame } from '@debugin/protocol'
import { SAME_FRAMES } from '../events/rawEvent'
import type { OriginalFrames } from './originalFrames'
import { type PointPlace, standAtPoint } from './standAtPoint'

/** The stacks of events that came in one text. A probe is mostly hit by the same way, so the last one is remembered. */
export class ShownStacks {
  private translated: StackFrame[] = []
  /** The file of the innermost frame as it ran. */
  private ran: string | null = null
  /** JSON text of the frames as they are, and how many it may hold. */
  private text: { most: number | undefined; json: string } | null = null

  constructor(private readonly frames: OriginalFrames) {}

  /**
   * @param raw JSON text of the frames as they ran; `SAME_FRAMES`: those of the call before; null where there are none
   * @param most how many frames are shown; undefined: all
   * @returns JSON text of the frames in original places
   */
  show(raw: string | null, place: PointPlace, most: number | undefined): string {
    if (raw === null) return '[]'
    if (raw !== SAME_FRAMES) this.translate(raw)
    const stack = standAtPoint(this.translated, place, this.ran)
    if (stack !== this.translated) return JSON.stringify(stack.slice(0, most))
    if (this.text?.most !== most || this.text === null) this.text = { most, json: JSON.stringify(stack.slice(0, most)) }
    return this.text.json
  }

  private translate(raw: string): void {
    const ran: StackFrame[] = JSON.parse(raw)
    this.ran = ran[0]?.file ?? null
    this.translated = this.frames.translate(ran)
    this.text = null
  }
}
