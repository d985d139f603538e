import type { RateLimit } from '@debugin/protocol'
import { min } from '../natives'

/** Lets `burst` events through at once and refills with `limitPerSecond` a second. */
export class TokenBucket {
  private tokens: number
  private refilledAt: number
  private second = 0
  private passedInSecond = 0

  /** @param now milliseconds of any clock that never goes back; all calls use the same one */
  constructor(
    readonly limit: RateLimit,
    now: number,
  ) {
    this.tokens = limit.burst
    this.refilledAt = now
  }

  /** Whether one more may pass now. */
  take(now: number): boolean {
    const { limitPerSecond, burst } = this.limit
    const refilled = this.tokens + ((now - this.refilledAt) * limitPerSecond) / 1000
    this.tokens = min(refilled, burst)
    this.refilledAt = now
    if (this.tokens < 1) return false
    this.tokens--
    const second = now - (now % 1000)
    if (second !== this.second) {
      this.second = second
      this.passedInSecond = 0
    }
    this.passedInSecond++
    return true
  }

  /** How many passed in the second of the last one that did. */
  get allowedThisSecond(): number {
    return this.passedInSecond
  }
}
