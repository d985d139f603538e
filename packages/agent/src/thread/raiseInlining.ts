import { setFlagsFromString } from 'node:v8'

/**
 * How long no file may have been loaded before the limits go up.
 *
 * A changed flag makes V8 refuse the code cache that Node carries for its own modules, because the cache notes which
 * flags it was made with. Raised at once, a program that then requires `node:http` and what belongs to it would start
 * 25 ms later (Node 20).
 */
const QUIET_MS = 150

/** Watches the start of the program. */
export interface InliningRaise {
  /** A file was loaded: more may follow. */
  postpone(): void
}

/**
 * Sets flags of V8 when the program has been loaded. They count in all threads, for functions compiled from then on.
 * It is done from the agent's thread, since a program that computes lets no timer of its own thread run.
 */
export function raiseInlining(flags: readonly string[]): InliningRaise {
  if (flags.length === 0) return { postpone() {} }
  let raised = false
  const timer = setTimeout(() => {
    raised = true
    for (const flag of flags) setFlagsFromString(flag)
  }, QUIET_MS).unref()
  return {
    postpone() {
      if (!raised) timer.refresh()
    },
  }
}
