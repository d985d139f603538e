import { NumberOf } from '../natives'

/** Milliseconds between two readings of the host's ticks. */
export function elapsedMs(from: bigint, to: bigint): number {
  return NumberOf(to - from) / 1e6
}
