import { setFlagsFromString } from 'node:v8'

/**
 * How long no file may have been loaded before the limits go up. Later would be too late for functions that are hot at
 * once: what V8 has optimised stays as it is.
 */
const QUIET_MS = 25

/**
 * Sets flags of V8 when the program has been loaded; they count in all threads, for functions optimised from then on.
 *
 * Not before, because a changed flag makes V8 refuse the code cache that Node carries for its own modules (the cache
 * notes which flags it was made with): `require('node:http')` then takes three times as long. And from the agent's
 * thread, since a program that computes lets no timer of its own thread run.
 *
 * @param loadedFiles a number that the program's thread makes grow while it loads files
 */
export function raiseInlining(flags: readonly string[], loadedFiles: Int32Array): void {
  if (flags.length === 0) return
  let known = Atomics.load(loadedFiles, 0)
  const timer = setInterval(() => {
    const loaded = Atomics.load(loadedFiles, 0)
    if (loaded > known) {
      known = loaded
      return
    }
    clearInterval(timer)
    for (const flag of flags) setFlagsFromString(flag)
  }, QUIET_MS).unref()
}
