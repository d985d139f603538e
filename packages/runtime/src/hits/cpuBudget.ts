import { max, min } from '../natives'

/** What was not used is saved up for so long: a burst of snapshots is fine, a steady stream is not. */
const SAVED_MS = 30_000

/** A probe that backs off does so at least for so long; its function would be made slow by each return. */
const SHORTEST_MS = 5000

/** How much of the program's time all probes together may take. */
export class CpuBudget {
  private balanceMs: number
  private bookedAt: number

  /**
   * @param share of one core: 0.01; Infinity: as much as they like
   * @param now milliseconds of the host's clock
   */
  constructor(
    readonly share: number,
    now: number,
  ) {
    this.balanceMs = share * SAVED_MS
    this.bookedAt = now
  }

  /** Books what a probe took; true when all of them have taken more than they may. */
  book(ms: number, now: number): boolean {
    const earned = (now - this.bookedAt) * this.share
    const saved = this.share * SAVED_MS
    // A thread that lost its core in the middle of a hit, or a laptop that slept, would else be out for hours.
    this.balanceMs = max(min(this.balanceMs + earned, saved) - ms, -saved)
    this.bookedAt = now
    return this.balanceMs < 0
  }

  /** Milliseconds until what was overdrawn, and a third of what may be saved up, is there again. */
  get recoveryMs(): number {
    return max(SHORTEST_MS, SAVED_MS / 3 - this.balanceMs / this.share)
  }
}
