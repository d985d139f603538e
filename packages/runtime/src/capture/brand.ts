import { isView, MapConstructor, mapGet, mapSet, TypedArrayPrototype, typedArrayName } from '../natives'
import type { CaptureHost } from './host'
import { printerOf } from './printed'

/** The ways to describe an object. `unknown` never leaves `form.ts`. */
export type Kind =
  | 'plain'
  | 'instance'
  | 'array'
  | 'map'
  | 'set'
  | 'error'
  | 'date'
  | 'regExp'
  | 'promise'
  | 'boxed'
  | 'arguments'
  | 'module'
  | 'typedArray'
  | 'buffer'
  | 'dataView'
  | 'printed'
  | 'global'
  | 'unknown'

/** What an object with one of these prototypes on its chain most likely is; `hasBrand` makes sure. */
const BUILT_IN = new MapConstructor<object, Kind>()
for (const [prototype, kind] of [
  [Map.prototype, 'map'],
  [Set.prototype, 'set'],
  [Error.prototype, 'error'],
  [Date.prototype, 'date'],
  [RegExp.prototype, 'regExp'],
  [Promise.prototype, 'promise'],
  [Number.prototype, 'boxed'],
  [String.prototype, 'boxed'],
  [Boolean.prototype, 'boxed'],
  [Symbol.prototype, 'boxed'],
  [BigInt.prototype, 'boxed'],
  [TypedArrayPrototype, 'typedArray'],
  [ArrayBuffer.prototype, 'buffer'],
  [SharedArrayBuffer.prototype, 'buffer'],
  [DataView.prototype, 'dataView'],
] as const) {
  mapSet(BUILT_IN, prototype, kind)
}

/** What an object that inherits from this prototype most likely is, or null for a prototype of the program's own. */
export function builtInKind(prototype: object): Kind | null {
  return mapGet(BUILT_IN, prototype) ?? (printerOf(prototype) === undefined ? null : 'printed')
}

/** Whether an object is what its prototype promises: `Object.create(Map.prototype)` has nothing of a Map. */
export function hasBrand(host: CaptureHost, object: object, kind: Kind): boolean {
  switch (kind) {
    case 'map':
      return host.isMap(object)
    case 'set':
      return host.isSet(object)
    case 'date':
      return host.isDate(object)
    case 'regExp':
      return host.isRegExp(object)
    case 'promise':
      return host.isPromise(object)
    case 'boxed':
      return host.isBoxedPrimitive(object)
    case 'typedArray':
      return typedArrayName(object) !== undefined
    case 'buffer':
      return host.isArrayBuffer(object) || host.isSharedArrayBuffer(object)
    case 'dataView':
      return isView(object) && typedArrayName(object) === undefined
    default:
      // An error made by `util.inherits` is an ordinary object, and described as an error all the same.
      return true
  }
}

/** What an object is by its internal slots alone, or null: for one whose prototypes tell nothing. */
export function brandOf(host: CaptureHost, object: object): Kind | null {
  if (host.isModuleNamespaceObject(object)) return 'module'
  if (host.isArgumentsObject(object)) return 'arguments'
  if (host.isMap(object)) return 'map'
  if (host.isSet(object)) return 'set'
  if (host.isNativeError(object)) return 'error'
  if (host.isDate(object)) return 'date'
  if (host.isRegExp(object)) return 'regExp'
  if (host.isPromise(object)) return 'promise'
  if (host.isBoxedPrimitive(object)) return 'boxed'
  if (isView(object)) return typedArrayName(object) === undefined ? 'dataView' : 'typedArray'
  return host.isArrayBuffer(object) || host.isSharedArrayBuffer(object) ? 'buffer' : null
}
