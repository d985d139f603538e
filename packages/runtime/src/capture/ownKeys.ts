import { getOwnPropertyNames, getOwnPropertySymbols, max, objectKeys } from '../natives'
import type { Capture } from './capture'

/** The keys of an object that capture may read. */
export interface OwnKeys {
  names: readonly string[]
  symbols: readonly symbol[]
  /** How many names there are, or -1: too many to be listed in time. */
  total: number
}

/** Milliseconds since the last look at the clock from which the listing itself is suspected. */
const SUSPECT_MS = 1
/** How many times longer it takes to list the names of a large object than its symbols; measured 8–12 on four Nodes. */
const NAMES_FACTOR = 10
/** Names of an object that is small for sure: listing costs microseconds. */
const SMALL = 1000
/** Milliseconds of a listing that should not be repeated at every hit. */
const SLOW_MS = 1
/** Names kept of a large object, unless the limits ask for more. */
const KEPT = 1000

const TOO_MANY: OwnKeys = { names: [], symbols: [], total: -1 }

/**
 * Lists the own keys of an object that is no Proxy.
 *
 * V8 has no way to list just the first keys: `Reflect.ownKeys`, `Object.keys` and `for…in` collect all of them before
 * the first comes out. With a million string keys `Reflect.ownKeys` takes 1.2 s, `Object.keys` 0.5 s,
 * `Object.getOwnPropertySymbols`, which walks the same table but collects nothing, 0.06 s. So the symbols are listed
 * first, and if that took long, the names are left alone. Integer keys are stored elsewhere and are not foreseen
 * (0.1–0.4 s for a million): they are paid once, and then `SlowObjects` knows.
 *
 * For a small object `getOwnPropertyNames` and `getOwnPropertySymbols` together take a third of `Reflect.ownKeys`.
 */
export function ownKeys(capture: Capture, object: object): OwnKeys {
  const { slow } = capture.setup
  const recalled = slow.recall(object, capture.clock)
  if (recalled !== undefined) return recalled
  const symbols = getOwnPropertySymbols(object)
  if (capture.readClock() > SUSPECT_MS) {
    // Perhaps the time went elsewhere, in a garbage collection for instance: look again at this step alone.
    getOwnPropertySymbols(object)
    const probe = capture.readClock()
    if (probe > SUSPECT_MS && probe * NAMES_FACTOR > capture.timeLeft()) {
      slow.remember(object, TOO_MANY, capture.clock, probe)
      return TOO_MANY
    }
  }
  const names = objectKeys(object)
  const total = names.length
  if (total <= SMALL) {
    const all = getOwnPropertyNames(object)
    return { names: all, symbols, total: all.length }
  }
  const cost = capture.readClock()
  const kept = max(capture.limits.maxProperties, KEPT)
  if (total > kept) names.length = kept
  const keys = { names, symbols, total }
  if (cost > SLOW_MS) slow.remember(object, keys, capture.clock, cost)
  return keys
}
