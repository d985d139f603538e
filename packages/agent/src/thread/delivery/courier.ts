import type { OutgoingEvent } from './outbox'
import { Outbox } from './outbox'
import { type SendResult, SinkClient } from './sinkClient'

const BATCH_CHARACTERS = 1024 * 1024
const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 30_000

/**
 * Carries events to the sink, oldest first. What the sink cannot take now waits and is tried again, after a pause that
 * doubles and is never the same for two agents; what it will never take is dropped and counted.
 */
export class Courier {
  private readonly outbox = new Outbox()
  private readonly client: SinkClient
  private readonly stop = new AbortController()
  private working: Promise<void> | null = null
  private waitMs = FIRST_WAIT_MS
  private wake: (() => void) | null = null
  private connected = false
  private delivered = 0
  private refused = 0
  private lastError: string | null = null
  /** Set while the program ends: no waiting any more. */
  private hurried = false

  constructor(
    url: string,
    private readonly log: (message: string) => void,
  ) {
    this.client = new SinkClient(url)
  }

  add(event: OutgoingEvent): void {
    this.outbox.add(event)
    this.working ??= this.work().finally(() => {
      this.working = null
    })
  }

  /**
   * Sends what there is, as far as the sink takes it at once.
   *
   * @param deadlineMs when to give up
   */
  async finish(deadlineMs: number): Promise<void> {
    this.hurried = true
    this.wake?.()
    const timer = setTimeout(() => this.stop.abort(), deadlineMs)
    while (this.working !== null) await this.working
    clearTimeout(timer)
    this.hurried = false
  }

  status(): Record<string, unknown> {
    return {
      connected: this.connected,
      delivered: this.delivered,
      waiting: this.outbox.size,
      dropped: this.outbox.dropped,
      refused: this.refused,
      lastError: this.lastError,
    }
  }

  private async work(): Promise<void> {
    let most = Number.POSITIVE_INFINITY
    while (this.outbox.size > 0 && !this.stop.signal.aborted) {
      const size = Math.min(most, await this.client.batchSize(this.stop.signal))
      const batch = this.outbox.peek(size, BATCH_CHARACTERS)
      if (batch.length === 0) return
      const result = await this.client.send(batch, this.stop.signal)
      // One that is refused as a whole may hold a single bad event: the next ones go alone.
      most = result.kind === 'refused' && batch.length > 1 ? 1 : Number.POSITIVE_INFINITY
      if (!(await this.settle(batch, result))) return
    }
  }

  /** Does what the result asks for; false when work ends for now. */
  private async settle(batch: readonly OutgoingEvent[], result: SendResult): Promise<boolean> {
    this.connected = result.kind !== 'later'
    if (result.kind === 'later') {
      this.note(result.reason)
      this.client.forget()
      if (this.hurried) return false
      await this.pause(result.afterMs)
      return true
    }
    this.waitMs = FIRST_WAIT_MS
    if (result.kind === 'refused') {
      this.note(result.reason)
      if (batch.length > 1) return true
      this.refused++
    } else {
      this.lastError = null
      for (const reason of result.refused) this.note(reason)
      this.refused += result.refused.length
      this.delivered += batch.length - result.refused.length
    }
    this.outbox.take(batch)
    return true
  }

  private note(reason: string): void {
    if (reason !== this.lastError) this.log(`delivery: ${reason}`)
    this.lastError = reason
  }

  private async pause(afterMs: number | null): Promise<void> {
    const wait = Math.min(afterMs ?? this.waitMs * (0.5 + Math.random()), LONGEST_WAIT_MS)
    this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.wake = null
  }
}
