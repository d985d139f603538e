import type * as t from '@babel/types'
import type { Planner } from '../planner'

/**
 * A statement that holds one expression and ends in a semicolon. In sloppy code `let` alone is a name, and with the name
 * of a gate on the next line it would begin a declaration.
 */
export function planExpressionStatement(node: t.ExpressionStatement, planner: Planner): void {
  const { expression } = node
  planner.visit(expression)
  planner.semicolonAfter(node, expression.type === 'Identifier' && expression.name === 'let')
  if (isSuperCall(expression) && planner.fn.derived) planner.initialise(['this'], 'const')
}

/** Before `super()`, reading `this` throws; after it, `this` is a name like any other. */
function isSuperCall(node: t.Expression): boolean {
  return node.type === 'CallExpression' && node.callee.type === 'Super'
}

export function planThrow(node: t.ThrowStatement, planner: Planner): void {
  planner.visit(node.argument)
  planner.semicolonAfter(node)
}

/** `break`, `continue`, `debugger`: nothing in them refers to anything. */
export function planBare(node: t.Statement, planner: Planner): void {
  planner.semicolonAfter(node)
}
