import type { ExpressionTree } from '@debugin/protocol'
import type { TreeOf } from '../treeOf'
import type { Reader } from './scope'

/** A link of a chain: what it makes of the object before it. */
export type Link<Context> = (object: unknown, context: Context) => unknown

/** Not a value: a `?.` met null or undefined, and the rest of the chain is passed over. */
const ENDED = Symbol('ended')

/**
 * Joins a link to the reader of the object before it.
 *
 * @param optional whether null or undefined before the link ends the chain
 */
export function compileLink<Context>(
  tree: TreeOf<'member'> | TreeOf<'index'> | TreeOf<'textTest'>,
  object: Reader<Context>,
  link: Link<Context>,
  optional = tree.optional,
): Reader<Context> {
  if (!optional && !canEnd(tree.object)) return (context) => link(object(context), context)
  return (context) => {
    const target = object(context)
    if (target === ENDED || (optional && (target === null || target === undefined))) return ENDED
    return link(target, context)
  }
}

/** Compiles the whole of a chain with links in it that may end it. */
export function compileChain<Context>(body: Reader<Context>): Reader<Context> {
  return (context) => {
    const value = body(context)
    return value === ENDED ? undefined : value
  }
}

function canEnd(tree: ExpressionTree): boolean {
  if (tree.type !== 'member' && tree.type !== 'index' && tree.type !== 'textTest') return false
  return tree.optional || canEnd(tree.object)
}
