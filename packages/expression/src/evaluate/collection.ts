import { hasOwn, isArray, isView, keys, mapHas, setHas } from '../natives'
import type { TreeOf } from '../treeOf'
import { fail, kindOf } from './expressionError'
import { ACCESSOR } from './nativeAccessor'
import { failProxy, requireObject } from './property'
import { PROXY, readData } from './readData'

/** Elements of an array that `contains` looks at: about 50 ns each. */
const MAX_ELEMENTS = 10_000

type IsProxy = (value: unknown) => boolean

/** Whether an array or Set holds the value, or a Map the key; null for other objects. */
export function collectionContains(
  tree: TreeOf<'textTest'>,
  target: unknown,
  value: unknown,
  isProxy: IsProxy,
): boolean | null {
  if (typeof target !== 'object' || target === null) return null
  if (isProxy(target)) failProxy(tree, tree.object)
  if (isArray(target)) return arrayContains(tree, target, value, isProxy)
  try {
    return setHas(target, value)
  } catch {
    // Not a Set.
  }
  try {
    return mapHas(target, value)
  } catch {
    return null
  }
}

function arrayContains(tree: TreeOf<'textTest'>, array: unknown[], value: unknown, isProxy: IsProxy): boolean {
  const { length } = array
  if (length > MAX_ELEMENTS) fail(tree, 'RangeError', `the array has ${length} elements, ${MAX_ELEMENTS} are the limit`)
  for (let i = 0; i < length; i++) {
    const element = readData(array, i, isProxy)
    if (element === ACCESSOR) fail(tree, 'AccessorError', `element ${i} is an accessor of the program`)
    if (element === PROXY) failProxy(tree, tree.object, 'has a Proxy among its prototypes')
    // NaN is found, as by Array.prototype.includes.
    if (element === value || (isNotANumber(element) && isNotANumber(value))) return true
  }
  return false
}

function isNotANumber(value: unknown): boolean {
  // biome-ignore lint/suspicious/noSelfCompare: `Number.isNaN` can be replaced by the program
  return value !== value
}

/**
 * `len(x)`: characters of a text, elements of an array or typed array, entries of a Map or Set, what a `length` says
 * (`arguments`), and else the number of own enumerable keys, as Python's `len` has it for a dict.
 */
export function lengthOf(tree: TreeOf<'call'>, value: unknown, isProxy: IsProxy): unknown {
  if (typeof value === 'string') return value.length
  if (typeof value === 'function') fail(tree, 'TypeError', 'a function has no length of interest')
  const object = requireObject(tree, tree.argument, value, isProxy)
  if (isArray(object)) return object.length
  if (isView(object) || hasOwn(object, 'length')) {
    const length = readData(object, 'length', isProxy)
    if (typeof length === 'number') return length
  }
  const size = readData(object, 'size', isProxy)
  if (typeof size === 'number' && !hasOwn(object, 'size')) return size
  return keys(object).length
}

/** `Object.keys(x).length`. */
export function keyCountOf(tree: TreeOf<'call'>, value: unknown, isProxy: IsProxy): number {
  if (value === null || value === undefined) fail(tree, 'TypeError', `it is ${kindOf(value)}, which has no keys`)
  if (isProxy(value)) failProxy(tree, tree.argument)
  return keys(value).length
}
