import type { TreeOf } from '../treeOf'
import { fail } from './expressionError'
import { REDACTED, type Reader, type Scope } from './scope'

/** Compiles a name: it is bound once, here. */
export function compileName<Context>(tree: TreeOf<'name'>, scope: Scope<Context>): Reader<Context> {
  const { name } = tree
  if (scope.isSecret?.(name)) return () => REDACTED
  const read = scope.bind(name)
  if (read === null) return () => fail(tree, 'ReferenceError', `"${name}" is not in reach here`)
  return (context) => {
    try {
      return read(context)
    } catch {
      // What was thrown is left alone: its `message` may be a getter.
      return fail(tree, 'ReferenceError', `"${name}" cannot be read here; it is not initialised yet`)
    }
  }
}

/** The same for `isDefined(x)` and `typeof x`: undefined where the name cannot be read. */
export function compileLenientName<Context>(tree: TreeOf<'name'>, scope: Scope<Context>): Reader<Context> {
  const read = scope.bind(tree.name)
  if (read === null) return () => undefined
  return (context) => {
    try {
      return read(context)
    } catch {
      return undefined
    }
  }
}
