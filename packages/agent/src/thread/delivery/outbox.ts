import type { NewEvent, OutgoingEvent } from './outgoingEvent'
import { type HeldText, TextBlocks } from './textBlocks'

/** Bounds of what waits in memory. */
const MOST_EVENTS = 20_000
const MOST_BYTES = 64 * 1024 * 1024

interface Waiting {
  text: HeldText
  lasting: boolean
}

/** Events in memory, in the order they were made. Over its bounds it drops the oldest. */
export class Outbox {
  private readonly texts = new TextBlocks()
  private events: Waiting[] = []
  bytes = 0

  /** @returns how many had to make room */
  add({ json, lasting }: NewEvent): number {
    const text = this.texts.hold(json)
    this.events.push({ text, lasting })
    this.bytes += text.bytes
    let count = 0
    let bytes = this.bytes
    while (this.events.length - count > MOST_EVENTS || (bytes > MOST_BYTES && this.events.length - count > 1)) {
      bytes -= (this.events[count++] as Waiting).text.bytes
    }
    this.remove(count)
    return count
  }

  /** The oldest events, at most so many and so many bytes, but one at least. Their texts stay until they are removed. */
  peek(events: number, bytes: number): OutgoingEvent[] {
    let size = 0
    const end = this.events.findIndex((event, index) => {
      size += event.text.bytes
      return index === events || (index > 0 && size > bytes)
    })
    const oldest = this.events.slice(0, end === -1 ? this.events.length : end)
    return oldest.map(({ text, lasting }) => ({ json: this.texts.read(text), lasting }))
  }

  /** Whether any is worth a place on the disk. */
  get hasLasting(): boolean {
    return this.events.some(({ lasting }) => lasting)
  }

  /** Removes the oldest. */
  remove(count: number): void {
    if (count <= 0) return
    for (const { text } of this.events.splice(0, count)) {
      this.bytes -= text.bytes
      this.texts.release(text)
    }
  }

  get size(): number {
    return this.events.length
  }
}
