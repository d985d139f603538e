import type { Rules } from '@debugin/protocol'

/** The state of a generator of random numbers (xorshift). `Math.random` is the program's, and may have a seed. */
let state = 0x2545f491

/** Whether a hit is one of those that the rules let make an event. */
export function isChosen({ everyNth, sampleRate }: Rules, totalHits: number): boolean {
  if (everyNth > 1 && totalHits % everyNth !== 0) return false
  return sampleRate === 1 || random() < sampleRate
}

/** A number from 0 up to, but not including, 1. */
function random(): number {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  return (state >>> 0) / 0x1_0000_0000
}
