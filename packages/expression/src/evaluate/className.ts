import { getOwnPropertyDescriptor, getPrototypeOf } from '../natives'
import { isData } from './readData'
import type { ExpressionHost } from './scope'

/** Prototypes that are looked at. */
const MAX_LEVELS = 20

/**
 * Name of the class of an object, from the `constructor` of its prototype; empty if it has none, or a Proxy is in the
 * way.
 *
 * @param object no Proxy
 */
export function classNameOf(object: object, host: ExpressionHost): string {
  const prototype = getPrototypeOf(object) as object | null
  return prototype === null || host.isProxy(prototype) ? '' : nameOnPrototype(prototype, host)
}

/** Whether the object's class, or one that it extends, has the name: `class Cart extends Map {…}` is of `Map`. */
export function isOfClass(object: object, name: string, host: ExpressionHost): boolean {
  let holder = getPrototypeOf(object) as object | null
  for (let level = 0; holder !== null && level < MAX_LEVELS && !host.isProxy(holder); level++) {
    if (nameOnPrototype(holder, host) === name) return true
    holder = getPrototypeOf(holder)
  }
  return false
}

/** Name of a function, where it is plain data; else empty. */
export function functionNameOf(value: unknown, host: ExpressionHost): string {
  if (typeof value !== 'function' || host.isProxy(value)) return ''
  const name = ownData(value, 'name')
  return typeof name === 'string' ? name : ''
}

function nameOnPrototype(prototype: object, host: ExpressionHost): string {
  return functionNameOf(ownData(prototype, 'constructor'), host)
}

function ownData(object: object, key: string): unknown {
  const found = getOwnPropertyDescriptor(object, key)
  return found !== undefined && isData(found) ? found.value : undefined
}
