/**
 * What capture cannot ask in plain JavaScript. On Node: `{ now: …, ...util.types }`, copied once, before the program
 * runs, so that nobody can replace a function of it later.
 *
 * The tests look at internal slots and run no code of the program. Only `isProxy` has no substitute; the others could
 * be had by calling a method and catching its TypeError, which is a hundred times slower.
 */
export interface CaptureHost {
  /** Milliseconds of a clock that never goes back, with a fraction. */
  now(): number
  /** Also true for a revoked Proxy and for a Proxy of a function. */
  isProxy(value: unknown): boolean
  isNativeError(value: unknown): boolean
  isMap(value: unknown): boolean
  isSet(value: unknown): boolean
  isDate(value: unknown): boolean
  isRegExp(value: unknown): boolean
  isPromise(value: unknown): boolean
  isBoxedPrimitive(value: unknown): boolean
  isArgumentsObject(value: unknown): boolean
  isModuleNamespaceObject(value: unknown): boolean
  isArrayBuffer(value: unknown): boolean
  isSharedArrayBuffer(value: unknown): boolean
}
