import type { ExpressionTree } from '@debugin/protocol'
import { hasOwn } from '../natives'
import { compile } from './compile'
import { ExpressionError, fail } from './expressionError'
import { opaqueTest } from './opaque'
import type { Bind, ExpressionHost, Reader, Scope } from './scope'

/**
 * Compiles a tree for one set of names. All names are bound here; the function that comes back evaluates the tree for
 * one hit, and throws nothing but ExpressionError. Neither step runs code of the program.
 */
export function compileExpression<Context>(
  tree: ExpressionTree,
  bind: Bind<Context>,
  host: ExpressionHost,
): Reader<Context> {
  return compileWithin(tree, scopeOf(bind, host))
}

/** A scope for the parts of one text. */
export function scopeOf<Context>(bind: Bind<Context>, host: ExpressionHost): Scope<Context> {
  // The program may put an `isSecret` of its own on `Object.prototype`.
  const isSecret = !hasOwn(host, 'isSecret') ? null : (name: string | symbol) => host.isSecret?.(name) === true
  return { bind, isProxy: opaqueTest(host.isProxy), isSecret, seen: { object: null } }
}

/** The same within a scope that is at hand. */
export function compileWithin<Context>(tree: ExpressionTree, scope: Scope<Context>): Reader<Context> {
  const { seen } = scope
  const evaluate = compile(tree, scope)
  return (context) => {
    try {
      return evaluate(context)
    } catch (error) {
      throw error instanceof ExpressionError ? error : unforeseen(tree)
    } finally {
      seen.object = null
    }
  }
}

/**
 * What the engine itself throws: the stack is full at the hit, a text is too long to make, or a module that is read by
 * `import * as late` is still loading.
 */
function unforeseen(tree: ExpressionTree): never {
  return fail(tree, 'RangeError', 'the engine could not evaluate it here: the stack is full, or a module is loading')
}
