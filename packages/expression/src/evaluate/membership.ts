import { isForbiddenKey } from '../forbiddenKeys'
import { printExpression } from '../printExpression'
import type { TreeOf } from '../treeOf'
import { fail } from './expressionError'
import { failProxy, requireObject } from './property'
import { toKey } from './propertyKey'
import { hasKey, PROXY } from './readData'
import type { Reader, Scope } from './scope'

/** Compiles `key in object`. */
export function compileIn<Context>(
  tree: TreeOf<'binary'>,
  left: Reader<Context>,
  right: Reader<Context>,
  scope: Scope<Context>,
): Reader<Context> {
  const { isProxy } = scope
  return (context) => {
    const value = left(context)
    const target = right(context)
    if (typeof target === 'string') {
      fail(tree, 'TypeError', `${printExpression(tree.right)} is a text; use contains to look into it`)
    }
    const object = requireObject(tree, tree.right, target, isProxy)
    const key = toKey(tree.left, value)
    if (isForbiddenKey(key)) fail(tree, 'ForbiddenKeyError', `the key is "${key as string}", which is never readable`)
    const found = hasKey(object, key, isProxy)
    if (found === PROXY) failProxy(tree, tree.right, 'has a Proxy among its prototypes')
    return found
  }
}
