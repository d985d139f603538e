import type { Draft } from '../hits/draft'
import { finishDrafts } from '../hits/finish'
import type { Mark } from '../hits/measure'
import { strike, takeSnapshots } from '../hits/strike'
import type { ArmedFunction } from './armedFunction'
import type { Reader } from './wovenFile'

/** How a call ended. `unknown`: it did not complete, and what it threw cannot be seen. */
export interface CallEnd {
  kind: 'returned' | 'threw' | 'unknown'
  /** What it returned or threw. */
  value: unknown
}

/**
 * One call of a function whose gate was open when it began, or opened while it was suspended. Woven code holds it in
 * a variable of the call, so that interleaved calls can never mix up their ends.
 */
export class Frame {
  /** See `ArmedFunction.on`. */
  readonly on: Uint8Array
  /** Gives the names that hits do not hand over; null for a call that began before its gate was opened. */
  reader: Reader | null = null
  /** When it began, in ticks of the host's clock; null when no probe wants to know. */
  readonly startedAt: bigint | null
  /** Snapshots that wait for the end of the call, latest first. */
  drafts: Draft | null = null
  /** When the call passed lines from which metric points take the time. */
  marks: Mark | null = null
  private failure: CallEnd | null = null
  /** It told of its end: a `return` did, and closing an iterator on the way out threw. */
  private ended = false

  constructor(readonly fn: ArmedFunction) {
    this.on = fn.on
    this.startedAt = fn.timed ? fn.ticks() : null
  }

  /** The call's parameters hold values. */
  enter(reader: Reader | 0, ...values: unknown[]): void {
    if (reader !== 0) this.reader = reader
    if (this.on[0] !== 1) return
    const due = strike(this.fn, 0, this, values, null)
    if (due !== null) takeSnapshots(due, new due.Stack())
  }

  hit(site: number, ...values: unknown[]): void {
    if (this.on[site] !== 1) return
    const due = strike(this.fn, site, this, values, null)
    if (due !== null) takeSnapshots(due, new due.Stack())
  }

  /** The body threw; gives the error back to be thrown on. */
  threw(error: unknown): unknown {
    this.failure = { kind: 'threw', value: error }
    return error
  }

  /** The call ends, with the result or with what `threw` was told. */
  exit(result: unknown, ...values: unknown[]): void {
    if (this.ended) return
    this.ended = true
    const last = this.on.length - 1
    if (this.on[last] !== 1 && this.drafts === null) return
    const end = this.failure ?? { kind: 'returned', value: result }
    const due = this.on[last] === 1 ? strike(this.fn, last, this, values, end) : null
    if (due !== null) takeSnapshots(due, new due.Stack())
    if (this.drafts !== null) finishDrafts(this, end)
  }

  /** The call ends, as far as that can be seen: `completed` is 1 when it did so by itself. */
  left(completed: unknown, result: unknown, ...values: unknown[]): void {
    const end: CallEnd = { kind: completed === 1 ? 'returned' : 'unknown', value: result }
    const last = this.on.length - 1
    const due = this.on[last] === 1 ? strike(this.fn, last, this, values, end) : null
    if (due !== null) takeSnapshots(due, new due.Stack())
    if (this.drafts !== null) finishDrafts(this, end)
  }
}
