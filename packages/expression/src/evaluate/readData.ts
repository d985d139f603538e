import { getOwnPropertyDescriptor, getPrototypeOf, hasOwn, isEnumerable, objectPrototype } from '../natives'
import { ACCESSOR, nativeValue } from './nativeAccessor'

/** Not a value: a Proxy stands in the way. */
export const PROXY = Symbol('proxy')

/**
 * The value of a data property of the object or of a prototype of it, as `object[key]` would give it; ACCESSOR or
 * PROXY where reading it would run code of the program. Primitives are read like the objects that wrap them.
 *
 * @param receiver neither a Proxy, nor null or undefined
 */
export function readData(receiver: unknown, key: PropertyKey, isProxy: (value: unknown) => boolean): unknown {
  let holder: unknown = typeof receiver === 'object' || typeof receiver === 'function' ? receiver : null
  if (holder === null) {
    const own = getOwnPropertyDescriptor(receiver, key)
    if (own !== undefined) return own.value
    holder = getPrototypeOf(receiver)
  }
  while (holder !== null) {
    if (holder !== objectPrototype && holder !== receiver && isProxy(holder)) return PROXY
    if (key === 'stack' && formatsWhenRead(holder)) return ACCESSOR
    const found = getOwnPropertyDescriptor(holder, key)
    if (found !== undefined) return isData(found) ? found.value : nativeValue(receiver, key, found.get)
    holder = getPrototypeOf(holder)
  }
  return undefined
}

/**
 * Whether a descriptor is one of a data property. `found.get === undefined` would not do: descriptors inherit from
 * `Object.prototype`, where the program can put a `get`. Where it did, the slower question decides.
 */
export function isData(found: PropertyDescriptor): boolean {
  return !('get' in found) || hasOwn(found, 'value')
}

/**
 * Whether the object has a `stack` that is formatted when somebody looks. On Node 20 it poses as a data property, and
 * already `getOwnPropertyDescriptor(error, 'stack')` runs the program's `Error.prepareStackTrace`, or the getter in
 * `class Failure extends Error { get name() { … } }`. It is not enumerable, unlike a `stack` that the program set.
 */
function formatsWhenRead(holder: unknown): boolean {
  return hasOwn(holder as object, 'stack') && !isEnumerable(holder, 'stack')
}

/** Whether `key in object`, or PROXY. */
export function hasKey(object: object, key: PropertyKey, isProxy: (value: unknown) => boolean): boolean | typeof PROXY {
  let holder: object | null = object
  while (holder !== null) {
    if (isProxy(holder)) return PROXY
    if (hasOwn(holder, key)) return true
    holder = getPrototypeOf(holder)
  }
  return false
}
