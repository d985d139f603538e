import type { EventMemory } from '../../link/eventMemory'
import { EventReader } from './eventReader'

/** Milliseconds between two looks, while there are events. */
const LOOK_MS = 10
/** Looks that find nothing before the threads have to tell. */
const MOST_VAIN = 10

/**
 * The memories in which the threads of the program leave their events. While there are some they are looked at every ten
 * milliseconds, so that a program in a burst need not wake this thread.
 */
export class EventMemories {
  private readonly readers = new Map<number, EventReader>()
  private timer: NodeJS.Timeout | null = null
  private vain = 0

  /** @param look hears a thread and reads its memory; says whether it found something there */
  constructor(private readonly look: (threadId: number) => boolean) {}

  add(threadId: number, memory: EventMemory): void {
    this.readers.set(threadId, new EventReader(memory))
    this.watch()
  }

  /** Undefined where a thread has left nothing yet. */
  of(threadId: number): EventReader | undefined {
    return this.readers.get(threadId)
  }

  /** A thread leaves events. */
  watch(): void {
    this.vain = 0
    this.timer ??= setInterval(() => this.lookAtAll(), LOOK_MS).unref()
  }

  forget(threadId: number): void {
    this.readers.delete(threadId)
  }

  private lookAtAll(): void {
    let found = false
    for (const threadId of [...this.readers.keys()]) found = this.look(threadId) || found
    this.vain = found ? 0 : this.vain + 1
    if (this.vain < MOST_VAIN) return
    for (const reader of this.readers.values()) if (!reader.sleep()) return
    clearInterval(this.timer as NodeJS.Timeout)
    this.timer = null
  }
}
