import {
  ASLEEP,
  createEventMemory,
  type EventMemory,
  HEARD,
  PORTION_HEAD,
  placeOf,
  portionBytes,
  READ,
  ROOM,
  TURNED,
  TURNED_BEFORE,
  viewsOf,
  WRITTEN,
} from '../link/eventMemory'

/** Taken before the program can replace them. */
const { compareExchange, load, store } = Atomics
const ucs2Write: (bytes: Uint8Array, text: string, at: number, length: number) => number = Function.prototype.call.bind(
  (Buffer.prototype as unknown as { ucs2Write: () => number }).ucs2Write,
)

/** Where nothing waits, writing turns behind so many bytes: those at the beginning are in the cache. */
const WARM = ROOM / 8

/** Leaves texts for the agent's thread in a memory that both have. */
export class EventWriter {
  readonly memory: EventMemory = createEventMemory()
  private readonly views = viewsOf(this.memory)
  private written = 0
  /** `written` at the last turn. */
  private turned = 0
  /** Texts that went in messages. */
  private told = 0

  /** @param wake tells the agent's thread that there is something, where it does not look by itself */
  constructor(private readonly wake: () => void) {}

  /** @returns false where it has to go in a message */
  write(text: string): boolean {
    const { state, words, bytes } = this.views
    const size = portionBytes(text.length)
    const place = this.told > load(state, HEARD) ? null : this.placeFor(size)
    if (place === null) {
      this.told++
      return false
    }
    words[place >> 2] = text.length
    ucs2Write(bytes, text, place + PORTION_HEAD, text.length * 2)
    this.written = (this.written + size) | 0
    store(state, WRITTEN, this.written)
    if (load(state, ASLEEP) === 1 && compareExchange(state, ASLEEP, 1, 0) === 1) this.wake()
    return true
  }

  /** Nobody will take the messages that were not taken yet. */
  forgetMessages(): void {
    this.told = load(this.views.state, HEARD)
  }

  /** Where a portion goes, which lies in one piece: behind the one before, or at the beginning. */
  private placeFor(size: number): number | null {
    const { state } = this.views
    const place = (this.written - this.turned) | 0
    const read = load(state, READ)
    const fits = size <= ROOM - place
    if (read === this.written) {
      if (fits && place <= WARM) return place
      return size <= ROOM ? this.turn() : null
    }
    if (((read - this.turned) | 0) < 0) return size <= placeOf(read, state) - place ? place : null
    if (fits) return place
    return size <= placeOf(read, state) ? this.turn() : null
  }

  /** @returns the place at the beginning */
  private turn(): number {
    const { state } = this.views
    store(state, TURNED_BEFORE, this.turned)
    this.turned = this.written
    store(state, TURNED, this.turned)
    return 0
  }
}
