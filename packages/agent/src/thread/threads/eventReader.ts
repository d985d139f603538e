import {
  ASLEEP,
  type EventMemory,
  type EventMemoryViews,
  HEARD,
  PORTION_HEAD,
  placeOf,
  portionBytes,
  READ,
  viewsOf,
  WRITTEN,
} from '../../link/eventMemory'

/** Reads what a thread of the program has left in the memory that both have. */
export class EventReader {
  private readonly views: EventMemoryViews
  private readonly texts: Buffer

  constructor(memory: EventMemory) {
    this.views = viewsOf(memory)
    const { bytes } = this.views
    this.texts = Buffer.from(memory, bytes.byteOffset, bytes.length)
  }

  /** How far the thread has written by now. */
  get written(): number {
    return Atomics.load(this.views.state, WRITTEN)
  }

  /** The next text of those that were there when `written` was so much; null where there is none. */
  next(written: number): string | null {
    const { state, words } = this.views
    const read = Atomics.load(state, READ)
    if (((written - read) | 0) <= 0) return null
    const place = placeOf(read, state)
    const characters = words[place >> 2] as number
    const from = place + PORTION_HEAD
    const text = this.texts.toString('utf16le', from, from + characters * 2)
    Atomics.store(state, READ, (read + portionBytes(characters)) | 0)
    return text
  }

  /** A text that went in a message was taken. */
  noteMessage(): void {
    Atomics.add(this.views.state, HEARD, 1)
  }

  /** From now on who writes tells when there is something. @returns false where there is something already */
  sleep(): boolean {
    const { state } = this.views
    Atomics.store(state, ASLEEP, 1)
    if (Atomics.load(state, READ) === this.written) return true
    Atomics.store(state, ASLEEP, 0)
    return false
  }
}
