import { WeakMapConstructor, weakMapGet, weakMapSet } from '../natives'
import type { OwnKeys } from './ownKeys'

/** An object is listed again once this many times the cost of its last listing has passed: at most 1 % of the time. */
const REST = 100

interface Listing {
  keys: OwnKeys
  /** Milliseconds of the host's clock from which it is worth listing the object again. */
  until: number
}

/**
 * Objects whose keys took long to list, and the first of these keys.
 *
 * A cache with a million entries, captured ten times a second, would stop the program for a second each time. Holds
 * names, and the objects weakly.
 */
export class SlowObjects {
  readonly #listings = new WeakMapConstructor<object, Listing>()
  /** Most programs have none: then nobody has to ask. */
  #any = false

  recall(object: object, clock: number): OwnKeys | undefined {
    if (!this.#any) return undefined
    const listing = weakMapGet(this.#listings, object)
    return listing !== undefined && clock < listing.until ? listing.keys : undefined
  }

  remember(object: object, keys: OwnKeys, clock: number, costMs: number): void {
    this.#any = true
    weakMapSet(this.#listings, object, { keys, until: clock + costMs * REST })
  }
}
