import type { ExpressionTree } from '@debugin/protocol'
import { hasOwn } from '../natives'
import type { TreeOf } from '../treeOf'
import { compileArithmetic } from './arithmetic'
import { compileChain, compileLink } from './chain'
import { keyCountOf, lengthOf } from './collection'
import { compileEquality, compileRelation } from './comparison'
import { compileIn } from './membership'
import { compileLenientName, compileName } from './name'
import { indexLink, memberLink } from './property'
import type { Reader, Scope } from './scope'
import { textTestLink } from './textTest'
import { compileUnary } from './unary'

/** Compiles one part of an expression, the parts below it first. */
export function compile<Context>(tree: ExpressionTree, scope: Scope<Context>): Reader<Context> {
  switch (tree.type) {
    case 'literal': {
      // A tree that came as JSON has no `value` for undefined, and `Object.prototype` may have one.
      const value = hasOwn(tree, 'value') ? tree.value : undefined
      return () => value
    }
    case 'name':
      return compileName(tree, scope)
    case 'member':
      return compileLink(tree, compile(tree.object, scope), memberLink(tree, scope))
    case 'index':
      return compileLink(tree, compile(tree.object, scope), indexLink(tree, compile(tree.key, scope), scope))
    case 'textTest':
      return compileLink(tree, compile(tree.object, scope), textTestLink(tree, compile(tree.operand, scope), scope))
    case 'chain':
      return compileChain(compile(tree.body, scope))
    case 'unary': {
      const { operator, operand } = tree
      const isTypeOfName = operator === 'typeof' && operand.type === 'name'
      return compileUnary(tree, isTypeOfName ? compileLenientName(operand, scope) : compile(operand, scope))
    }
    case 'binary':
      return compileBinary(tree, compile(tree.left, scope), compile(tree.right, scope), scope)
    case 'logical':
      return compileLogical(tree, compile(tree.left, scope), compile(tree.right, scope))
    case 'conditional': {
      const test = compile(tree.test, scope)
      const consequent = compile(tree.consequent, scope)
      const alternate = compile(tree.alternate, scope)
      return (context) => (test(context) ? consequent(context) : alternate(context))
    }
    case 'call':
      return compileCall(tree, scope)
  }
}

function compileBinary<Context>(
  tree: TreeOf<'binary'>,
  left: Reader<Context>,
  right: Reader<Context>,
  scope: Scope<Context>,
): Reader<Context> {
  switch (tree.operator) {
    case '==':
    case '!=':
    case '===':
    case '!==':
      return compileEquality(tree, left, right)
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compileRelation(tree, left, right)
    case 'in':
      return compileIn(tree, left, right, scope)
    default:
      return compileArithmetic(tree, left, right)
  }
}

function compileLogical<Context>(
  tree: TreeOf<'logical'>,
  left: Reader<Context>,
  right: Reader<Context>,
): Reader<Context> {
  switch (tree.operator) {
    case '&&':
      return (context) => left(context) && right(context)
    case '||':
      return (context) => left(context) || right(context)
    default:
      return (context) => left(context) ?? right(context)
  }
}

function compileCall<Context>(tree: TreeOf<'call'>, scope: Scope<Context>): Reader<Context> {
  const { isProxy } = scope
  if (tree.name === 'isDefined') return compileIsDefined(tree, scope)
  const argument = compile(tree.argument, scope)
  if (tree.name === 'len') return (context) => lengthOf(tree, argument(context), isProxy)
  return (context) => keyCountOf(tree, argument(context), isProxy)
}

/**
 * `isDefined(a.b)`: false where `a` is not in reach, is null or undefined, or has no `b`. An accessor or a Proxy in
 * the way is an error all the same: what is behind it is not known.
 */
function compileIsDefined<Context>(tree: TreeOf<'call'>, scope: Scope<Context>): Reader<Context> {
  const argument = compileChain(compileLenientPath(tree.argument, scope))
  return (context) => argument(context) !== undefined
}

/** A path as if `?.` stood everywhere in it. */
function compileLenientPath<Context>(tree: ExpressionTree, scope: Scope<Context>): Reader<Context> {
  switch (tree.type) {
    case 'name':
      return compileLenientName(tree, scope)
    case 'chain':
      return compileLenientPath(tree.body, scope)
    case 'member':
      return compileLink(tree, compileLenientPath(tree.object, scope), memberLink(tree, scope), true)
    case 'index': {
      const link = indexLink(tree, compile(tree.key, scope), scope)
      return compileLink(tree, compileLenientPath(tree.object, scope), link, true)
    }
    default:
      return compile(tree, scope)
  }
}
