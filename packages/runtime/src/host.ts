import type { CaptureHost } from './capture/host'

/** A call stack that was collected and not yet put into words. */
export type CollectedStack = object

/** A function of ours that the program called. */
export type Entry = (...values: never[]) => unknown

/** What the runtime needs from where it runs; on Node the agent gives it. Nothing in it may keep the program alive. */
export interface Host extends CaptureHost {
  /** Milliseconds since 1970. */
  wallClock(): number
  /**
   * Collects the running code's call stack, cheaply and without running code of the program: `frames` frames, and one
   * more for the twin, beginning with the one that called `entry`.
   */
  collectStack(frames: number, entry: Entry): CollectedStack | null
  /** JSON text of a collected stack: `[{ file, line, column, function, method, className }]`. */
  describeStack(stack: CollectedStack): string
  /** Runs something when the event loop turns. */
  soon(run: () => void): void
  /** Runs something after some milliseconds. */
  later(ms: number, run: () => void): void
  /** Takes events, each one line of JSON. */
  send(lines: string): void
  /** The span of a trace that the running code belongs to; null where there is none. Left out: nobody traces. */
  activeSpan?(): { traceId: string; spanId: string } | null
  /** Identifies the thread in events; 0 is the main thread. */
  readonly threadId: number
}
