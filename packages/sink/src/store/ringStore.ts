import { passesFilter } from './eventFilter.js'
import type { EventPage, EventQuery, EventStore, StoreState } from './eventStore.js'
import type { NewEvent, StoredEvent } from './storedEvent.js'

/** How much a `RingStore` keeps. */
export interface RingBounds {
  /** Events. */
  capacity: number
  /** Bytes of their JSON in UTF-8; what is kept beside it is a few hundred bytes an event. */
  capacityBytes: number
}

interface Slot {
  event: StoredEvent
  bytes: number
}

/**
 * Keeps the newest events in memory. Over a bound the oldest go first; the newest one always stays, whatever its size.
 */
export class RingStore implements EventStore {
  /** The event with number n is in slot n modulo capacity. */
  private readonly slots: (Slot | undefined)[] = []
  private readonly sequences = new Map<string, number>()
  private oldest = 1
  private next = 1
  private bytes = 0
  private dropped = 0

  constructor(private readonly bounds: RingBounds) {}

  async append(events: readonly NewEvent[]): Promise<boolean[]> {
    return events.map((event) => {
      if (this.sequences.has(event.id)) return false
      this.keep(event)
      return true
    })
  }

  async find({ filter, offset, limit }: EventQuery): Promise<EventPage> {
    const events: StoredEvent[] = []
    let total = 0
    for (let sequence = this.oldest; sequence < this.next; sequence++) {
      const { event } = this.slotOf(sequence)
      if (!passesFilter(event, filter)) continue
      if (total >= offset && events.length < limit) events.push(event)
      total++
    }
    return { total, events }
  }

  async read(after: number, limit: number): Promise<StoredEvent[]> {
    const from = Math.max(after + 1, this.oldest)
    const to = Math.min(from + limit, this.next)
    const events: StoredEvent[] = []
    for (let sequence = from; sequence < to; sequence++) events.push(this.slotOf(sequence).event)
    return events
  }

  async sequenceOf(id: string): Promise<number | null> {
    return this.sequences.get(id) ?? null
  }

  async lastSequence(): Promise<number> {
    return this.next - 1
  }

  async clear(): Promise<number> {
    const count = this.next - this.oldest
    while (this.oldest < this.next) this.dropOldest()
    return count
  }

  state(): StoreState {
    return { kind: 'memory', path: null, events: this.next - this.oldest, bytes: this.bytes, dropped: this.dropped }
  }

  private keep(event: NewEvent): void {
    const bytes = Buffer.byteLength(event.text)
    while (this.oldest < this.next && this.isFullWith(bytes)) {
      this.dropOldest()
      this.dropped++
    }
    const sequence = this.next++
    this.slots[sequence % this.bounds.capacity] = { event: { ...event, sequence }, bytes }
    this.sequences.set(event.id, sequence)
    this.bytes += bytes
  }

  private isFullWith(bytes: number): boolean {
    return this.next - this.oldest >= this.bounds.capacity || this.bytes + bytes > this.bounds.capacityBytes
  }

  private dropOldest(): void {
    const { event, bytes } = this.slotOf(this.oldest)
    this.slots[this.oldest % this.bounds.capacity] = undefined
    this.sequences.delete(event.id)
    this.bytes -= bytes
    this.oldest++
  }

  private slotOf(sequence: number): Slot {
    return this.slots[sequence % this.bounds.capacity] as Slot
  }
}
