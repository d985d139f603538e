/** An event that waits to be sent, as JSON text. */
export interface OutgoingEvent {
  id: string
  json: string
}

/** Bounds of what waits in memory. */
const MOST_EVENTS = 20_000
const MOST_CHARACTERS = 64 * 1024 * 1024

/** Events in the order they were made. Over its bounds it drops the oldest, and counts them. */
export class Outbox {
  private events: OutgoingEvent[] = []
  private characters = 0
  dropped = 0

  add(event: OutgoingEvent): void {
    this.events.push(event)
    this.characters += event.json.length
    while (this.events.length > MOST_EVENTS || (this.characters > MOST_CHARACTERS && this.events.length > 1)) {
      this.remove(1)
      this.dropped++
    }
  }

  /** The oldest events, at most so many and about so many characters; they stay until they are removed. */
  peek(events: number, characters: number): OutgoingEvent[] {
    const batch: OutgoingEvent[] = []
    let size = 0
    for (const event of this.events) {
      if (batch.length === events || (batch.length > 0 && size + event.json.length > characters)) break
      batch.push(event)
      size += event.json.length
    }
    return batch
  }

  /** Takes the given events out; those that were dropped meanwhile are gone already. */
  take(batch: readonly OutgoingEvent[]): void {
    const gone = new Set(batch)
    let count = 0
    while (count < this.events.length && gone.has(this.events[count] as OutgoingEvent)) count++
    this.remove(count)
  }

  get size(): number {
    return this.events.length
  }

  private remove(count: number): void {
    for (const event of this.events.splice(0, count)) this.characters -= event.json.length
  }
}
