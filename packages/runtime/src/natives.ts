/**
 * The built-in functions that the runtime uses, saved before any line of the program ran.
 *
 * A program may replace any of them later, by accident or to see who calls:
 *
 *     Map.prototype.get = function (key) { audit(key); return original.call(this, key) }
 *     Function.prototype.call = () => 'surprise'
 *
 * So the runtime calls no method through a prototype and reads no global by name. A method `f` is saved as
 * `call.bind(f)`: it takes `this` as its first argument, looks nothing up, and V8 inlines it as it would the method
 * (measured on Node 20, 24 and 26: equal to `Reflect.apply` when hot, three times cheaper in the interpreter, where
 * a probe that is rarely hit stays). The constructors are saved because `Map` itself is a property that can be set.
 *
 * What syntax calls behind one's back is forbidden in code that runs at a hit, for the same reason: `for…of`, spread
 * and array patterns (`Array.prototype[Symbol.iterator]`), `instanceof` (`Symbol.hasInstance`), regular expressions
 * (they set `RegExp.$1`), and stores to array elements (a setter on `Array.prototype[0]`).
 */

const uncurry = Function.prototype.bind.bind(Function.prototype.call) as <F>(method: unknown) => F

/** The getter of an accessor property that must be there. */
function getterOf<F>(holder: object, key: PropertyKey): F {
  return uncurry(Object.getOwnPropertyDescriptor(holder, key)?.get)
}

export const apply = Reflect.apply
export const defineProperty = Reflect.defineProperty
export const deleteProperty = Reflect.deleteProperty
export const getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor
export const getOwnPropertyNames = Object.getOwnPropertyNames
export const getOwnPropertySymbols = Object.getOwnPropertySymbols
export const getPrototypeOf = Object.getPrototypeOf as (object: object) => object | null
export const hasOwn = Object.hasOwn
export const objectKeys = Object.keys
export const isArray = Array.isArray as (value: unknown) => value is readonly unknown[]
export const isView = ArrayBuffer.isView
export const isFiniteNumber = Number.isFinite
export const isInteger = Number.isInteger
/** Of a BigInt its number. */
export const NumberOf = Number
export const ceil = Math.ceil
export const floor = Math.floor
export const min = Math.min
export const max = Math.max
export const jsonParse = JSON.parse as (text: string) => unknown
export const stringify = JSON.stringify as (text: string) => string
export const fromCharCode = String.fromCharCode

export const MapConstructor = Map
export const Float64ArrayConstructor = Float64Array
export const WeakMapConstructor = WeakMap
export const ErrorConstructor = Error
export const RangeErrorConstructor = RangeError
export const TypeErrorConstructor = TypeError
export const ObjectPrototype: object = Object.prototype
export const RangeErrorPrototype: object = RangeError.prototype
export const ArrayPrototype: object = Array.prototype
export const globalObject: object = globalThis
export const toStringTag: symbol = Symbol.toStringTag

/** Walks up the prototypes until it finds the key, so ask only for a key that the object itself has. */
export const lookupGetter: (object: object, key: PropertyKey) => unknown = uncurry(
  (Object.prototype as unknown as Record<string, unknown>).__lookupGetter__,
)

export const numberText: (value: number, radix?: number) => string = uncurry(Number.prototype.toString)
export const charCodeAt: (text: string, index: number) => number = uncurry(String.prototype.charCodeAt)
export const indexOf: (text: string, part: string, from?: number) => number = uncurry(String.prototype.indexOf)
export const slice: (text: string, from: number, to?: number) => string = uncurry(String.prototype.slice)
export const endsWith: (text: string, part: string) => boolean = uncurry(String.prototype.endsWith)
export const startsWith: (text: string, part: string, at?: number) => boolean = uncurry(String.prototype.startsWith)
export const toLowerCase: (text: string) => string = uncurry(String.prototype.toLowerCase)

export const mapClear: (map: Map<unknown, unknown>) => void = uncurry(Map.prototype.clear)
export const mapEntries: (map: ReadonlyMap<unknown, unknown>) => object = uncurry(Map.prototype.entries)
export const mapGet: <K, V>(map: ReadonlyMap<K, V>, key: K) => V | undefined = uncurry(Map.prototype.get)
export const mapSet: <K, V>(map: Map<K, V>, key: K, value: V) => void = uncurry(Map.prototype.set)
export const mapSize: (map: ReadonlyMap<unknown, unknown>) => number = getterOf(Map.prototype, 'size')
export const mapNext: (iterator: object) => IteratorResult<readonly [unknown, unknown]> = uncurry(
  Object.getPrototypeOf(new Map().entries()).next,
)
export const setAdd: <T>(set: Set<T>, value: T) => void = uncurry(Set.prototype.add)
export const setDelete: <T>(set: Set<T>, value: T) => boolean = uncurry(Set.prototype.delete)
export const setSize: (set: ReadonlySet<unknown>) => number = getterOf(Set.prototype, 'size')
export const setValues: (set: ReadonlySet<unknown>) => object = uncurry(Set.prototype.values)
export const setNext: (iterator: object) => IteratorResult<unknown> = uncurry(
  Object.getPrototypeOf(new Set().values()).next,
)
export const weakMapGet: <K extends object, V>(map: WeakMap<K, V>, key: K) => V | undefined = uncurry(
  WeakMap.prototype.get,
)
export const weakMapSet: <K extends object, V>(map: WeakMap<K, V>, key: K, value: V) => void = uncurry(
  WeakMap.prototype.set,
)

export const dateTime: (date: Date) => number = uncurry(Date.prototype.getTime)
export const dateText: (date: Date) => string = uncurry(Date.prototype.toISOString)
export const functionText: (fn: object) => string = uncurry(Function.prototype.toString)
export const symbolDescription: (symbol: symbol) => string | undefined = getterOf(Symbol.prototype, 'description')

export const unboxNumber: (box: object) => number = uncurry(Number.prototype.valueOf)
export const unboxString: (box: object) => string = uncurry(String.prototype.valueOf)
export const unboxBoolean: (box: object) => boolean = uncurry(Boolean.prototype.valueOf)
export const unboxBigInt: (box: object) => bigint = uncurry(BigInt.prototype.valueOf)
export const unboxSymbol: (box: object) => symbol = uncurry(Symbol.prototype.valueOf)

export const TypedArrayPrototype: object = Object.getPrototypeOf(Uint8Array.prototype)
/** `'Uint8Array'` and so on, or undefined for anything else: the one brand test of JavaScript that never throws. */
export const typedArrayName: (value: object) => string | undefined = getterOf(TypedArrayPrototype, Symbol.toStringTag)
export const typedArrayLength: (array: object) => number = getterOf(TypedArrayPrototype, 'length')
export const bufferLength: (buffer: object) => number = getterOf(ArrayBuffer.prototype, 'byteLength')
export const sharedBufferLength: (buffer: object) => number = getterOf(SharedArrayBuffer.prototype, 'byteLength')
export const viewLength: (view: object) => number = getterOf(DataView.prototype, 'byteLength')
export const viewOffset: (view: object) => number = getterOf(DataView.prototype, 'byteOffset')

export const regExpSource: (regExp: object) => string = getterOf(RegExp.prototype, 'source')

/**
 * The flags of a regular expression one by one: the getter `flags` reads `this.global` and so on, which the program
 * can define on the object. `v` is absent from old engines.
 */
export const regExpFlags: readonly { letter: string; isSet: (regExp: object) => boolean }[] = [
  ['d', 'hasIndices'],
  ['g', 'global'],
  ['i', 'ignoreCase'],
  ['m', 'multiline'],
  ['s', 'dotAll'],
  ['u', 'unicode'],
  ['v', 'unicodeSets'],
  ['y', 'sticky'],
]
  .filter(([, name]) => name !== undefined && Object.hasOwn(RegExp.prototype, name))
  .map(([letter = '', name = '']) => ({ letter, isSet: getterOf(RegExp.prototype, name) }))

/** Adds an element to an array; `push` and plain stores would call a setter on `Array.prototype`. */
export function append<T>(list: T[], element: T): void {
  const value = { __proto__: null, value: element, writable: true, enumerable: true, configurable: true }
  defineProperty(list, list.length, value as PropertyDescriptor)
}
