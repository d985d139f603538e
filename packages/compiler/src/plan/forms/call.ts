import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { noteArgumentsEscape } from './names'

/**
 * `eval(text)` sees every name around it, so what holds one is never copied.
 * https://tc39.es/ecma262/#sec-function-calls-runtime-semantics-evaluation
 */
export function planCall(node: t.CallExpression, planner: Planner): void {
  if (node.callee.type === 'Identifier' && node.callee.name === 'eval') planner.useUncopyable('eval')
  noteArgumentsEscape(node.callee, planner)
  planner.visit(node.callee)
  planner.visit(node.typeParameters)
  planner.visit(node.typeArguments)
  planner.visitAll(node.arguments)
}
