import {
  apply,
  defineProperty,
  deleteProperty,
  ErrorConstructor,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  globalObject,
  hasOwn,
  ObjectPrototype,
} from '../natives'
import type { CaptureHost } from './host'

/*
 * The own `stack` of an error is formatted when it is first read, and that runs code of the program:
 *
 *     Error.prepareStackTrace = (error, sites) => { … }           // called; also if Error only inherits it
 *     class E extends Error { get name() { … } }                  // read for the first line, as is `message`
 *     const e = new Error(); e.message = { toString() { … } }     // called for the first line
 *     globalThis.Error = class { static get prepareStackTrace() { … } }   // Node asks the global, not the class of e
 *
 * On Node 20 already `Object.getOwnPropertyDescriptor(e, 'stack')` does all this, because there the property looks like
 * data. From Node 22 on it is an accessor whose getter does it. What was formatted is kept, so that even a harmless read
 * changes the program: a `message` or `prepareStackTrace` set afterwards no longer counts. And any object can be like
 * that: `Error.captureStackTrace(request)`.
 *
 * What is safe, on Node 20, 22, 24 and 26: put a function of our own in the place of `Error.prepareStackTrace`, read
 * the property, and put the old one back. Ours takes the call sites and *throws*: then V8 keeps nothing, `name` and
 * `message` are never read, and the program's own first read formats as if nothing had been. If the stack was formatted
 * before, or assigned, ours is not called, and the value comes out as it is.
 *
 * It helps only if Node asks this realm's Error: it asks the global object of the realm that the error was made in.
 * From Node 22 on the getter tells (each realm has its own, and an error has that of its own realm). On Node 20 only
 * the prototypes tell: an error of another realm whose prototype was replaced by one of this realm would go unnoticed.
 */

/** What is known of an object's stack. */
export type Stack =
  | { found: 'sites'; sites: readonly unknown[] }
  | { found: 'value'; value: unknown }
  /** An accessor of the program's. */
  | { found: 'accessor' }
  /** It cannot be read without running code of the program. */
  | { found: 'refused'; why: string }
  | { found: 'nothing' }

const NOTHING: Stack = { found: 'nothing' }
const OTHER_REALM: Stack = { found: 'refused', why: 'not read: it belongs to another realm, whose code would run' }
const NOT_REPLACED: Stack = { found: 'refused', why: 'not read: Error.prepareStackTrace cannot be set aside' }

/** Frames of stack that are free before `Error.prepareStackTrace` is replaced: putting it back must not overflow. */
const ROOM = 200

/** What is thrown to leave the stack unformatted. */
const UNFORMATTED = Object.freeze({})

let collected: readonly unknown[] | null = null

function collect(_error: unknown, sites: readonly unknown[]): never {
  collected = sites
  throw UNFORMATTED
}

const COLLECTING: PropertyDescriptor = { __proto__: null, value: collect, writable: true, configurable: true } as never

/** From Node 22 on the getter of every `stack` of this realm; undefined on Node 20, where it looks like data. */
const getStack = ((): unknown => {
  let descriptor: PropertyDescriptor | undefined
  const probe = new ErrorConstructor()
  whileCollecting(() => {
    descriptor = getOwnPropertyDescriptor(probe, 'stack')
  })
  return descriptor === undefined || hasOwn(descriptor, 'value') ? undefined : descriptor.get
})()

/** The own stack of an object that is no Proxy. Runs no code of the program and leaves the stack as it was. */
export function readStack(host: CaptureHost, object: object): Stack {
  if (!hasOwn(object, 'stack')) return NOTHING
  return getStack === undefined ? readDataStack(host, object) : readAccessorStack(object, getStack)
}

function readAccessorStack(object: object, getter: unknown): Stack {
  const descriptor = getOwnPropertyDescriptor(object, 'stack') as PropertyDescriptor
  if (hasOwn(descriptor, 'value')) return { found: 'value', value: descriptor.value }
  if (descriptor.get === getter) {
    return readCollecting(() => ({ found: 'value', value: apply(getter as () => unknown, object, []) }))
  }
  return { found: 'accessor' }
}

function readDataStack(host: CaptureHost, object: object): Stack {
  if (!endsInThisRealm(host, object)) return OTHER_REALM
  return readCollecting(() => {
    const descriptor = getOwnPropertyDescriptor(object, 'stack') as PropertyDescriptor
    return hasOwn(descriptor, 'value') ? { found: 'value', value: descriptor.value } : { found: 'accessor' }
  })
}

function endsInThisRealm(host: CaptureHost, object: object): boolean {
  let prototype = getPrototypeOf(object)
  for (let i = 0; prototype !== null && i < ROOM; i++) {
    if (prototype === ObjectPrototype) return true
    if (host.isProxy(prototype)) return false
    prototype = getPrototypeOf(prototype)
  }
  return false
}

function readCollecting(read: () => Stack): Stack {
  const global = getOwnPropertyDescriptor(globalObject, 'Error')
  if (global === undefined || !hasOwn(global, 'value') || global.value !== ErrorConstructor) return NOT_REPLACED
  let stack = NOTHING
  const replaced = whileCollecting(() => {
    stack = read()
  })
  if (!replaced) return NOT_REPLACED
  if (collected === null) return stack
  const sites = collected
  collected = null
  return { found: 'sites', sites }
}

/** Runs `read` with our function in the place of `Error.prepareStackTrace`; false if it could not be put there. */
function whileCollecting(read: () => void): boolean {
  needRoom(ROOM)
  const before = getOwnPropertyDescriptor(ErrorConstructor, 'prepareStackTrace')
  if (!defineProperty(ErrorConstructor, 'prepareStackTrace', COLLECTING)) return false
  collected = null
  try {
    read()
  } catch {
    // `collect` threw.
  } finally {
    restore(before)
  }
  return true
}

/** `Object.prototype.get` would count as a field of an ordinary descriptor, so the copy has no prototype. */
function restore(before: PropertyDescriptor | undefined): void {
  if (before === undefined) {
    deleteProperty(ErrorConstructor, 'prepareStackTrace')
    return
  }
  const { enumerable, configurable } = before
  const copy = hasOwn(before, 'value')
    ? { __proto__: null, value: before.value, writable: before.writable, enumerable, configurable }
    : { __proto__: null, get: before.get, set: before.set, enumerable, configurable }
  defineProperty(ErrorConstructor, 'prepareStackTrace', copy as PropertyDescriptor)
}

/** Throws now, rather than half way, if a program deep in recursion has less than this many frames left. */
function needRoom(frames: number): number {
  return frames === 0 ? 0 : needRoom(frames - 1) + 1
}
