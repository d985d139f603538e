import type { ExpressionTree } from '@debugin/protocol'
import { isForbiddenKey } from '../forbiddenKeys'
import { getOwnPropertyDescriptor, isArray } from '../natives'
import { printExpression } from '../printExpression'
import type { TreeOf } from '../treeOf'
import type { Link } from './chain'
import { fail, kindOf } from './expressionError'
import { ACCESSOR } from './nativeAccessor'
import { toKey } from './propertyKey'
import { PROXY, readData } from './readData'
import { REDACTED, type Reader, type Scope } from './scope'

/** Compiles `object.key`. */
export function memberLink<Context>(tree: TreeOf<'member'>, scope: Scope<Context>): Link<Context> {
  const { key } = tree
  const { isProxy, seen } = scope
  if (isForbiddenKey(key)) return () => fail(tree, 'ForbiddenKeyError', `"${key}" is never readable`)
  if (scope.isSecret?.(key)) return () => REDACTED
  if (key === 'length') {
    return (object) => (typeof object === 'string' ? object.length : readProperty(tree, object, key, isProxy))
  }
  // A `stack` has to be looked at before it is described: see `formatsWhenRead`.
  if (key === 'stack') return (object) => readProperty(tree, object, key, isProxy)
  return (object) => {
    if (typeof object === 'object' && object !== null) {
      if (object !== seen.object) {
        if (isProxy(object)) failProxy(tree, tree.object)
        seen.object = object
      }
      const found = getOwnPropertyDescriptor(object, key)
      // No `isData` here: where the program put a `get` on `Object.prototype`, the slow way sorts it out.
      if (found !== undefined && !('get' in found)) return found.value
    }
    return readProperty(tree, object, key, isProxy)
  }
}

/** Compiles `object[key]`. */
export function indexLink<Context>(tree: TreeOf<'index'>, key: Reader<Context>, scope: Scope<Context>): Link<Context> {
  const { isProxy, isSecret } = scope
  return (object, context) => {
    const name = toKey(tree.key, key(context))
    if (isForbiddenKey(name)) fail(tree, 'ForbiddenKeyError', `the key is "${name as string}", which is never readable`)
    if (isSecret !== null && typeof name !== 'number' && isSecret(name)) return REDACTED
    return readProperty(tree, object, name, isProxy)
  }
}

function readProperty(
  tree: TreeOf<'member'> | TreeOf<'index'>,
  target: unknown,
  key: PropertyKey,
  isProxy: (value: unknown) => boolean,
): unknown {
  if (target === null || target === undefined) {
    fail(tree, 'TypeError', `${printExpression(tree.object)} is ${target}; write ?. to go on with undefined`)
  }
  if (typeof target === 'string') {
    if (key === 'length') return target.length
    if (typeof key === 'number' && key >= 0 && key < target.length && key % 1 === 0) return target[key]
  } else if (isProxy(target)) failProxy(tree, tree.object)
  if (key === 'length' && isArray(target)) return target.length
  const value = readData(target, key, isProxy)
  if (value === PROXY) failProxy(tree, tree.object, 'has a Proxy among its prototypes')
  if (value === ACCESSOR) {
    fail(tree, 'AccessorError', 'it is an accessor, and reading it would run code of the program')
  }
  return value
}

/** @throws ExpressionError: `object` is in the way of `part` */
export function failProxy(part: ExpressionTree, object: ExpressionTree, why = 'is a Proxy'): never {
  return fail(part, 'ProxyError', `${printExpression(object)} ${why}, and a look at it would run code of the program`)
}

/** The object that a part's operand has to be. @throws ExpressionError for primitives and Proxies */
export function requireObject(
  part: ExpressionTree,
  operand: ExpressionTree,
  value: unknown,
  isProxy: (value: unknown) => boolean,
): object {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
    fail(part, 'TypeError', `${printExpression(operand)} is ${kindOf(value)}, and an object is needed`)
  }
  if (isProxy(value)) failProxy(part, operand)
  return value
}
