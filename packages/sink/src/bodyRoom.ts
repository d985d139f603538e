import { DebugInError } from '@debugin/protocol'

/** What one request takes of the room. */
export interface BodyShare {
  /**
   * Takes room for bytes that have arrived, or were inflated.
   *
   * @throws DebugInError TOO_MANY_REQUESTS where there is none left
   */
  take(bytes: number): void
  /** Gives all of it back. */
  leave(): void
}

/**
 * Bounds the bytes of all bodies that are being read, checked and written at once. When events come faster than the disk
 * takes them, callers are told to come back instead of filling the memory.
 */
export class BodyRoom {
  private taken = 0

  constructor(private readonly bytes: number) {}

  /** @throws DebugInError TOO_MANY_REQUESTS where the room is full */
  enter(): BodyShare {
    let own = 0
    const take = (more: number): void => {
      // Whoever is alone gets in: there is a bound for single bodies, too.
      if (this.taken > own && this.taken + more > this.bytes) throw this.full()
      own += more
      this.taken += more
    }
    if (this.taken >= this.bytes) throw this.full()
    const leave = (): void => {
      this.taken -= own
      own = 0
    }
    return { take, leave }
  }

  private full(): DebugInError {
    const text = `The sink is busy with ${this.taken} bytes of events; send these again in a second`
    return new DebugInError('TOO_MANY_REQUESTS', text, { pendingBytes: this.taken, maxPendingBytes: this.bytes })
  }
}
