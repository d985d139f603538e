import { apply, create, functionText, getterOf } from '../natives'

/**
 * Built-in accessors that are evaluated, by key: sizes that the engine keeps inside the object. The saved functions
 * work on genuine objects only, and throw on all others without touching them.
 */
const SIZES: Record<string, (() => unknown)[]> = create(null)
SIZES.size = [getterOf(Map.prototype, 'size'), getterOf(Set.prototype, 'size')]
SIZES.length = [getterOf(Object.getPrototypeOf(Uint8Array.prototype), 'length')]
SIZES.byteLength = [
  getterOf(Object.getPrototypeOf(Uint8Array.prototype), 'byteLength'),
  getterOf(ArrayBuffer.prototype, 'byteLength'),
  getterOf(SharedArrayBuffer.prototype, 'byteLength'),
  getterOf(DataView.prototype, 'byteLength'),
]

/** Not a value: an accessor stands in the way. */
export const ACCESSOR = Symbol('accessor')

/**
 * The value of an accessor, where it is one of the engine's own sizes; else ACCESSOR.
 *
 * `class Cart extends Map { get size() { … } }` has a getter of the program, which is what the program itself would
 * run: so the getter that was found has to be the engine's, of this realm or (by its text) of another one.
 */
export function nativeValue(receiver: unknown, key: PropertyKey, getter: unknown): unknown {
  if (getter === undefined) return undefined
  const natives = typeof key === 'string' ? SIZES[key] : undefined
  if (natives === undefined) return ACCESSOR
  for (let i = 0; i < natives.length; i++) {
    const native = natives[i] as () => unknown
    if (getter !== native && functionText(getter) !== functionText(native)) continue
    try {
      return apply(native, receiver, [])
    } catch {
      // Not the kind of object that this one belongs to: try the next.
    }
  }
  return ACCESSOR
}
