import type { CaptureHost } from './capture/host'

/** A call stack that was collected and not yet put into words. */
export type CollectedStack = object

/** Where its constructor is called, it collects the call stack. */
export type StackClass = new () => CollectedStack

/** What the runtime needs from where it runs; on Node the agent gives it. Nothing in it may keep the program alive. */
export interface Host extends CaptureHost {
  /** Milliseconds since 1970. */
  wallClock(): number
  /** Nanoseconds of a clock that never goes back, for the beginning of every call of a probed function: read most often. */
  ticks(): bigint
  /**
   * The class whose next instance collects so many frames of the running code's call stack, cheaply and without running
   * code of the program; null where there are no stacks. A class, as a function around it would be one frame more.
   */
  stackClass(frames: number): StackClass | null
  /**
   * JSON text of a collected stack: `[{ file, line, column, function, method, className }]`.
   *
   * @param skipped innermost frames that are left out
   */
  describeStack(stack: CollectedStack, skipped: number): string
  /** Runs something when the event loop turns. */
  soon(run: () => void): void
  /** Runs something after some milliseconds. */
  later(ms: number, run: () => void): void
  /**
   * Takes events, each one line of JSON: `{"name":…,"at":…,"payload":{…},"frames":[…]}`. `frames`, as `describeStack` has
   * made them, are left out where there is no stack, and are `"same"` where they are those of the last line that had some.
   */
  send(lines: string): void
  /** The span of a trace that the running code belongs to; null where there is none. Left out: nobody traces. */
  activeSpan?(): { traceId: string; spanId: string } | null
  /** Identifies the thread in events; 0 is the main thread. */
  readonly threadId: number
}
