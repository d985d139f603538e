import type { SnapshotLimits } from '@debugin/protocol'
import { getPrototypeOf, hasOwn, min, ObjectPrototype, RangeErrorPrototype, stringify } from '../natives'
import { type CutReason, cutValue, UNDEFINED } from './cut'
import { describeException } from './exception'
import { Forms } from './form'
import { describeFunction } from './functionValue'
import { describeBigInt, describeNumber } from './number'
import { describeObject } from './object'
import type { CaptureSetup } from './setup'
import { shortText } from './short'
import type { Step } from './step'
import { describeSymbol } from './symbolValue'
import { describeString } from './text'

/** Characters of JSON that one capture makes: larger events are refused on their way and lost. */
export const MAX_CAPTURE_SIZE = 1024 * 1024

/** Values after which the clock is read, if no object had its keys listed in between. */
const VALUES_PER_LOOK = 64

/**
 * Turns the values of one hit into JSON text.
 *
 * Nothing of the program runs: no getter, Proxy trap, iterator, conversion, patched prototype or patched global. Nothing
 * is thrown either. Time, size and the path to an object are shared by all values of the hit: make one capture per hit.
 */
export class Capture {
  readonly setup: CaptureSetup
  readonly limits: Readonly<SnapshotLimits>
  readonly forms: Forms
  /** Whether somebody put `value` on Object.prototype: then descriptors have to be read with care. */
  hasOddPrototype = false
  /** Characters of JSON made so far, to within a few for each object. */
  size = 0
  /** Milliseconds of the host's clock at the last look. */
  clock: number
  /** Why nothing more is captured, or null. */
  stopped: CutReason | null = null
  /** Milliseconds that are left. */
  #left: number
  readonly #mostPerLook: number
  #values = 0

  /**
   * @param budgetMs milliseconds that all values of the hit may take together
   * @param now of the host's clock, where it was read a moment ago
   */
  constructor(setup: CaptureSetup, limits: Readonly<SnapshotLimits>, budgetMs: number, now = setup.host.now()) {
    this.setup = setup
    this.limits = limits
    this.forms = new Forms(setup.host)
    this.clock = now
    this.#left = budgetMs
    this.#mostPerLook = budgetMs / 2
  }

  /** The JSON text of a value. With a name that the redaction hides, the value is not looked at. */
  value(value: unknown, name?: string): string {
    this.hasOddPrototype = hasOwn(ObjectPrototype, 'value')
    if (name !== undefined && this.setup.keys.of(name).hidden) return cutValue(typeof value, 'redacted')
    if (this.stopped !== null) return cutValue(typeof value, this.stopped)
    try {
      return this.describe(value, null)
    } catch (error) {
      return unreadable(value, error)
    }
  }

  /** A JSON object text of names and their values: `{"a":1,"b":{}}`. Both lists have to be dense arrays. */
  named(names: readonly string[], values: readonly unknown[]): string {
    let text = '{'
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string
      const key = this.setup.keys.of(name)
      this.size += key.text.length + 1
      text += `${i === 0 ? '' : ','}${key.text}${this.value(values[i], name)}`
    }
    return `${text}}`
  }

  /** What was thrown, as JSON text: `{"type":"TypeError","message":"…","stack":"…"}`; `stack` can be null. */
  exception(thrown: unknown): string {
    this.hasOddPrototype = hasOwn(ObjectPrototype, 'value')
    try {
      return describeException(this, thrown)
    } catch (error) {
      return `{"type":"${typeof thrown}","message":${stringify(failure(error))},"stack":null}`
    }
  }

  /** One line of at most `max` characters for a log message; no JSON. Takes the same care as `value`. */
  short(value: unknown, max: number, name?: string): string {
    this.hasOddPrototype = hasOwn(ObjectPrototype, 'value')
    if (name !== undefined && this.setup.keys.of(name).hidden) return '[redacted]'
    try {
      return shortText(this, value, max)
    } catch (error) {
      return `[${failure(error)}]`
    }
  }

  /** The JSON text of a value below `up`, or of a variable. For the files beside this one. */
  describe(value: unknown, up: Step | null): string {
    if (++this.#values % VALUES_PER_LOOK === 0) this.readClock()
    if (this.size > MAX_CAPTURE_SIZE) this.stopped ??= 'size'
    if (typeof value === 'object' && value !== null) return describeObject(this, value, up)
    if (typeof value === 'function') return describeFunction(this, value)
    const text = this.#describePrimitive(value)
    this.size += text.length
    return text
  }

  #describePrimitive(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return describeString(this, value)
      case 'number':
        return describeNumber(value)
      case 'boolean':
        return value ? 'true' : 'false'
      case 'bigint':
        return describeBigInt(value)
      case 'symbol':
        return describeSymbol(this.setup.redaction, value)
      default:
        return value === null ? 'null' : UNDEFINED
    }
  }

  /**
   * Looks at the clock, stops the capture if its time is over, and says how many milliseconds the last look is ago. On a
   * busy machine the thread may lose its core between two looks, for longer than all the capture takes; so no look takes
   * more than half of the time.
   */
  readClock(): number {
    const before = this.clock
    this.clock = this.setup.host.now()
    const passed = this.clock - before
    this.#left -= min(passed, this.#mostPerLook)
    if (this.#left <= 0) this.stopped ??= 'time'
    return passed
  }

  /** Milliseconds until the capture is stopped. */
  timeLeft(): number {
    return this.#left
  }
}

/** A fault of capture itself, most likely a stack overflow in a program that is deep in recursion. */
function unreadable(value: unknown, error: unknown): string {
  return `{"__tpd_type__":"${typeof value}","__tpd_truncated__":true,"__summary__":${stringify(failure(error))}}`
}

function failure(error: unknown): string {
  const overflow = typeof error === 'object' && error !== null && getPrototypeOf(error) === RangeErrorPrototype
  return overflow ? 'not captured: no stack left' : 'not captured: it could not be read'
}
