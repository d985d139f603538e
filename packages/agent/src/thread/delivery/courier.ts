import type { Backlog, Batch } from './backlog'
import type { NewEvent } from './outgoingEvent'
import type { Receiver, SendResult } from './receiver'

const BATCH_BYTES = 1024 * 1024

/**
 * Milliseconds between two requests, unless there is enough for a full one: to make and to answer a request costs as much
 * as some hundred events do, and that of the machine that the program runs on. The first event after a while goes at once.
 */
const GATHER_MS = 100

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 30_000
/** A receiver may ask for a longer wait than we would choose, but not for ever. */
const LONGEST_ASKED_MS = 300_000

/** What is kept of the end for writing what could not be sent. */
const SHARE_OF_WRITING = 0.2

/** How delivery to one receiver stands. */
export interface DeliveryState {
  connected: boolean
  delivered: number
  /** Events that wait, in memory or on the disk. */
  waiting: number
  /** Those of them on the disk. */
  spooled: number
  /** Bytes on the disk, with what earlier runs have left. */
  spooledBytes: number
  /** Events for which there was no room. */
  dropped: number
  /** Events that the receiver will not take. */
  refused: number
  lastError: string | null
}

/**
 * Carries events to a receiver. What it cannot take now waits and is tried again, after a pause that doubles and is
 * never the same for two agents; what it will never take is dropped and counted.
 */
export class Courier {
  private readonly stop = new AbortController()
  private working: Promise<void> | null = null
  private waitMs = FIRST_WAIT_MS
  private wake: (() => void) | null = null
  private connected = false
  private delivered = 0
  private refused = 0
  private lastError: string | null = null
  /** How many events may go together, since not all of more were taken. */
  private most = Number.POSITIVE_INFINITY
  /** When a request began last, and whether it carried as many events as it may: then there are probably more. */
  private sentAt = Number.NEGATIVE_INFINITY
  private wasFull = false
  /** Set while the program ends: no waiting any more. */
  private hurried = false
  /** Those who wait until all is sent. */
  private readonly flushes: (() => void)[] = []

  constructor(
    private readonly receiver: Receiver,
    private readonly backlog: Backlog,
    private readonly log: (message: string) => void,
  ) {}

  add(event: NewEvent): void {
    this.backlog.add(event)
    this.begin()
  }

  /** Sends what waits. */
  begin(): void {
    this.working ??= this.work()
      // A disk that cannot be read, say: what is behind it waits for the next try.
      .catch((error: Error) => this.note(error.message))
      .finally(() => {
        this.working = null
        this.endFlushes()
      })
  }

  /** Tries at once to send all that waits. Resolves when that is done, or when the receiver cannot take it now. */
  flush(): Promise<void> {
    const flushed = new Promise<void>((resolve) => this.flushes.push(resolve))
    this.wake?.()
    this.begin()
    return flushed
  }

  private endFlushes(): void {
    for (const resolve of this.flushes.splice(0)) resolve()
  }

  /**
   * Sends what there is, as far as it is taken at once, and writes the rest to the disk.
   *
   * @param deadlineMs when to be done
   */
  async finish(deadlineMs: number): Promise<void> {
    this.hurried = true
    this.wake?.()
    this.begin()
    const timer = setTimeout(() => this.stop.abort(), deadlineMs * (1 - SHARE_OF_WRITING))
    while (this.working !== null) await this.working
    clearTimeout(timer)
    this.backlog.close()
  }

  state(): DeliveryState {
    const { waiting, spooled, spooledBytes, dropped } = this.backlog
    const { connected, delivered, refused, lastError } = this
    return { connected, delivered, waiting, spooled, spooledBytes, dropped, refused, lastError }
  }

  private async work(): Promise<void> {
    while (!this.stop.signal.aborted) {
      const size = Math.min(this.most, await this.receiver.batchSize(this.stop.signal))
      await this.gather(size)
      const batch = this.backlog.next(size, BATCH_BYTES)
      if (batch === null) return
      this.sentAt = performance.now()
      this.wasFull = batch.events.length >= size
      const result = await this.receiver.send(batch.events, this.stop.signal, this.hurries)
      if (!(await this.settle(batch, result))) return
    }
  }

  /** Does what the result asks for; false when work ends for now. */
  private async settle(batch: Batch, result: SendResult): Promise<boolean> {
    const { length } = batch.events
    this.connected = result.kind !== 'later'
    if (result.kind === 'later') {
      this.note(result.reason)
      this.receiver.forget()
      if (this.hurried) return false
      this.endFlushes()
      await this.pause(result.afterMs)
      return true
    }
    this.waitMs = FIRST_WAIT_MS
    if (result.kind === 'refused') {
      this.note(result.reason)
      // One that is refused as a whole may hold a single bad event: what is halved often enough goes alone.
      this.most = Math.ceil(length / 2)
      if (length > 1) return true
      this.refused++
    } else {
      this.most = length < this.most ? this.most : this.most * 2
      this.lastError = null
      for (const reason of result.refused) this.note(reason)
      this.refused += result.refused.length
      this.delivered += length - result.refused.length
    }
    batch.settle()
    return true
  }

  /** Waits for more events where the last request has not been long ago, and nobody waits for these. */
  private async gather(size: number): Promise<void> {
    const waitMs = this.sentAt + GATHER_MS - performance.now()
    const isUrgent = this.hurries || this.wasFull
    if (waitMs > 0 && !isUrgent && this.backlog.waiting < size) await this.sleep(waitMs)
  }

  /** Whether somebody waits for what there is, or the end does. */
  private get hurries(): boolean {
    return this.hurried || this.flushes.length > 0
  }

  private note(reason: string): void {
    if (reason !== this.lastError) this.log(`delivery: ${reason}`)
    this.lastError = reason
  }

  private async pause(askedMs: number | null): Promise<void> {
    const own = this.waitMs * (0.5 + Math.random())
    // As long as was asked for, and a little more: else all agents would come back at once.
    const wait = askedMs === null ? own : Math.min(askedMs, LONGEST_ASKED_MS) + Math.random() * FIRST_WAIT_MS
    this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS)
    await this.sleep(wait)
  }

  /** Until the time is over, or somebody wakes it. */
  private async sleep(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.wake = null
  }
}
