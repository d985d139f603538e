import type { Placement } from './hits/placement'
import { OWN_FRAMES } from './hits/strike'
import type { CollectedStack, Host } from './host'
import { setAdd, setDelete } from './natives'

/** Characters that wait at most: while the program does not let the event loop turn, and for calls to end. */
const MOST_CHARACTERS = 32 * 1024 * 1024

/**
 * Characters handed over at once, about. A text of more lies in memory of its own, which the system has to clear first:
 * that took longer than to make the text.
 */
const PORTION = 48 * 1024

/**
 * Milliseconds between two turns at which events go, while there are always some: to let them go takes a timer, and of stacks
 * those in one text are told once.
 */
const PAUSE_MS = 5

/** Stands for the frames of an event whose stack is that of the one before it in the same text: mostly it is. */
const SAME_FRAMES = '"same"'

/** Milliseconds within which changed counts are told. */
const COUNTS_MS = 200

/** An event whose stack is not yet in words. */
interface Waiting {
  text: string
  stack: CollectedStack | null
  /** Whose event it is; null where nobody pays for it. */
  placement: Placement | null
  next: Waiting | null
}

/**
 * Events on their way out of the thread. They go when the event loop turns, so that a hit does not pay for it, and together
 * with others that come within a few milliseconds.
 */
export class Outgoing {
  private first: Waiting | null = null
  private last: Waiting | null = null
  private characters = 0
  private held = 0
  private scheduled = false
  /** When events went last, by the host's clock. */
  private wentAt = Number.NEGATIVE_INFINITY
  /** The event loop turns no more: what comes goes at once. */
  private isLast = false
  private countsScheduled = false
  /** What waits for the end of a second. */
  private readonly postponed = new Set<() => void>()

  constructor(
    private readonly host: Host,
    private readonly onCounts: () => void,
    /** Told when work for a placement began that is done now. */
    private readonly onSpent: (placement: Placement, startedAt: number) => void,
  ) {}

  /**
   * Whether nothing more fits: what a hit would make now would be thrown away. A loop that passes a probe a million
   * times is then as quick as over the rate limit, and its snapshots do not fill the memory.
   */
  get isFull(): boolean {
    return this.characters + this.held >= MOST_CHARACTERS
  }

  /** Makes room for a snapshot that waits for the end of its call; a negative number gives it back. */
  hold(characters: number): void {
    this.held += characters
  }

  /** @param text JSON text of an event but for its last brace */
  add(text: string, stack: CollectedStack | null, placement: Placement | null): void {
    const waiting: Waiting = { text, stack, placement, next: null }
    if (this.last === null) this.first = waiting
    else this.last.next = waiting
    this.last = waiting
    this.characters += text.length
    if (this.isLast) this.flush(false)
    if (this.scheduled || this.isLast) return
    this.scheduled = true
    const send = (): void => this.flush(false)
    const pauseMs = this.wentAt + PAUSE_MS - this.host.now()
    if (pauseMs > 0) this.host.later(pauseMs, send)
    else this.host.soon(send)
  }

  /** Sends what there is, and from now on every event by itself. */
  sendAtOnce(): void {
    this.flush(true)
    this.isLast = true
  }

  noteCounts(): void {
    if (this.countsScheduled) return
    this.countsScheduled = true
    this.host.later(COUNTS_MS, () => this.tellCounts())
  }

  whenQuiet(ms: number, run: () => void): void {
    const once = (): void => {
      if (setDelete(this.postponed, once)) run()
    }
    setAdd(this.postponed, once)
    this.host.later(ms, once)
  }

  /** @param all also what waits for its time */
  flush(all: boolean): void {
    if (all) for (const run of [...this.postponed]) run()
    this.scheduled = false
    if (this.first !== null) this.wentAt = this.host.now()
    let lines = ''
    let told: string | null = null
    for (let waiting = this.first; waiting !== null; waiting = waiting.next) {
      const frames = this.framesOf(waiting)
      lines +=
        frames === null ? `${waiting.text}}\n` : `${waiting.text},"frames":${frames === told ? SAME_FRAMES : frames}}\n`
      told = frames ?? told
      if (lines.length < PORTION) continue
      this.host.send(lines)
      lines = ''
      told = null
    }
    this.first = null
    this.last = null
    this.characters = 0
    if (lines !== '') this.host.send(lines)
    if (all && this.countsScheduled) this.tellCounts()
  }

  private framesOf({ stack, placement }: Waiting): string | null {
    if (stack === null) return null
    const startedAt = this.host.now()
    const text = this.host.describeStack(stack, OWN_FRAMES)
    if (placement !== null) this.onSpent(placement, startedAt)
    return text
  }

  private tellCounts(): void {
    this.countsScheduled = false
    this.onCounts()
  }
}
