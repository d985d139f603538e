import type { OutgoingEvent } from './outgoingEvent'

/** Bounds of what waits in memory. */
const MOST_EVENTS = 20_000
const MOST_BYTES = 64 * 1024 * 1024

/** Events in memory, in the order they were made. Over its bounds it drops the oldest. */
export class Outbox {
  private events: OutgoingEvent[] = []
  bytes = 0

  /** @returns how many had to make room */
  add(event: OutgoingEvent): number {
    this.events.push(event)
    this.bytes += event.bytes
    let count = 0
    let bytes = this.bytes
    while (this.events.length - count > MOST_EVENTS || (bytes > MOST_BYTES && this.events.length - count > 1)) {
      bytes -= (this.events[count++] as OutgoingEvent).bytes
    }
    this.remove(count)
    return count
  }

  /** The oldest events, at most so many and so many bytes, but one at least. They stay until they are removed. */
  peek(events: number, bytes: number): OutgoingEvent[] {
    let size = 0
    const end = this.events.findIndex((event, index) => {
      size += event.bytes
      return index === events || (index > 0 && size > bytes)
    })
    return this.events.slice(0, end === -1 ? this.events.length : end)
  }

  all(): readonly OutgoingEvent[] {
    return this.events
  }

  /** Removes the oldest. */
  remove(count: number): void {
    if (count <= 0) return
    for (const { bytes } of this.events.splice(0, count)) this.bytes -= bytes
  }

  get size(): number {
    return this.events.length
  }
}
