import { setFlagsFromString } from 'node:v8'
import {
  FILES_LOADED,
  type InliningData,
  LIMITS_LOWERED,
  LIMITS_RAISED,
  LIMITS_RAISING,
  LIMITS_STATE,
} from '../link/inliningData'

/**
 * How long no file may have been loaded before the limits go up. Later would be too late for functions that are hot at
 * once: what V8 has optimised stays as it is.
 */
const QUIET_MS = 25

interface WaitAsync {
  waitAsync(array: Int32Array, index: number, value: number): { value: Promise<string> | string }
}

/**
 * Sets flags of V8 whenever the program has been loaded, and again after files that it loads later; they count in all
 * threads, for functions optimised from then on.
 *
 * Not before, because a changed flag makes V8 refuse every code cache, that which Node carries for its own modules too
 * (the cache notes which flags it was made with): `require('node:http')` then takes three times as long. And from the
 * agent's thread, since a program that computes lets no timer of its own thread run. The program's thread takes the
 * limits back when it loads a file.
 */
export function raiseInlining(data: InliningData): void {
  const { raised, own, state } = data
  if (raised === '') return
  const numbers = new Int32Array(state)
  let known = Atomics.load(numbers, FILES_LOADED)
  const timer = setInterval(() => {
    const loaded = Atomics.load(numbers, FILES_LOADED)
    if (loaded > known) {
      known = loaded
      return
    }
    clearInterval(timer)
    if (Atomics.compareExchange(numbers, LIMITS_STATE, LIMITS_LOWERED, LIMITS_RAISING) === LIMITS_LOWERED) {
      setFlagsFromString(raised)
      const found = Atomics.compareExchange(numbers, LIMITS_STATE, LIMITS_RAISING, LIMITS_RAISED)
      if (found !== LIMITS_RAISING) setFlagsFromString(own)
      Atomics.notify(numbers, LIMITS_STATE)
    }
    awaitLoading(numbers, loaded).then(() => raiseInlining(data))
  }, QUIET_MS).unref()
}

/** Resolves when another file than the so many until now is being loaded. */
async function awaitLoading(numbers: Int32Array, loaded: number): Promise<void> {
  await (Atomics as unknown as WaitAsync).waitAsync(numbers, FILES_LOADED, loaded).value
}
