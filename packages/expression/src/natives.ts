/**
 * The natives that evaluation stands on, saved when this file loads. The program may replace any of them later
 * (`String.prototype.includes = spy`, `globalThis.Reflect = spy`): what evaluates must use these, and no method, no
 * `for…of`, no spread of an array, no template literal over an object, which all look up something replaceable.
 */

/** `uncurry(f)(receiver, a)` is `f.call(receiver, a)` without looking up `call`. */
const uncurry: <This, Arguments extends unknown[], Result>(
  method: (this: This, ...given: Arguments) => Result,
) => (receiver: This, ...given: Arguments) => Result = Function.prototype.bind.bind(Function.prototype.call)

export const { apply } = Reflect
export const { create, getPrototypeOf, hasOwn, keys, setPrototypeOf } = Object
export const { getOwnPropertyDescriptor } = Object as {
  getOwnPropertyDescriptor(object: unknown, key: PropertyKey): PropertyDescriptor | undefined
}
export const { isArray } = Array
export const { isView } = ArrayBuffer
export const { max, min } = Math
export const { stringify } = JSON
export const { fromCharCode } = String
export const objectPrototype = Object.prototype
export const errorPrototype = Error.prototype
export const Uint8 = Uint8Array
export const Uint16 = Uint16Array
export const Uint32 = Uint32Array

export const clear = uncurry(Uint8Array.prototype.fill) as (list: Uint8Array | Uint16Array, value: number) => void
export const charCodeAt = uncurry(String.prototype.charCodeAt)
export const endsWith = uncurry<string, [string], boolean>(String.prototype.endsWith)
export const includes = uncurry<string, [string], boolean>(String.prototype.includes)
export const slice = uncurry(String.prototype.slice)
export const startsWith = uncurry<string, [string], boolean>(String.prototype.startsWith)
export const functionText = uncurry<unknown, [], string>(Function.prototype.toString)
export const symbolText = uncurry(Symbol.prototype.toString)
export const isEnumerable = uncurry<unknown, [PropertyKey], boolean>(Object.prototype.propertyIsEnumerable)
export const dateTime = uncurry(Date.prototype.getTime)
export const dateText = uncurry(Date.prototype.toISOString)
export const setHas = uncurry<unknown, [unknown], boolean>(
  Set.prototype.has as (this: unknown, value: unknown) => boolean,
)
export const mapHas = uncurry<unknown, [unknown], boolean>(
  Map.prototype.has as (this: unknown, key: unknown) => boolean,
)
export const mapGet = uncurry(Map.prototype.get) as (map: Map<string, number>, key: string) => number | undefined
export const mapSet = uncurry(Map.prototype.set) as (map: Map<string, number>, key: string, value: number) => void

const SavedMap = Map

/** An empty map; the global `Map` can be replaced. */
export function createMap(): Map<string, number> {
  return new SavedMap()
}

/** The function behind an accessor of a built-in prototype. */
export function getterOf(prototype: object, key: string): () => unknown {
  const getter = Object.getOwnPropertyDescriptor(prototype, key)?.get
  if (getter === undefined) throw new TypeError(`this engine has no accessor ${key}`)
  return getter
}

/** A list without a prototype: `list[list.length] = x` on another could run a setter put on `Array.prototype`. */
export function emptyList<Element>(): { [index: number]: Element; length: number } {
  return setPrototypeOf([], null)
}
