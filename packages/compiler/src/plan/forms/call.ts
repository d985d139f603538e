import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { noteArgumentsEscape } from './names'

/**
 * `eval(text)` sees every name around it, so what holds one is never copied; `eval?.(text)` sees global names only.
 * https://tc39.es/ecma262/#sec-function-calls-runtime-semantics-evaluation
 */
export function planCall(node: t.CallExpression | t.OptionalCallExpression, planner: Planner): void {
  const { type, callee } = node
  if (type === 'CallExpression' && callee.type === 'Identifier' && callee.name === 'eval') planner.useUncopyable('eval')
  noteArgumentsEscape(callee, planner)
  planner.visit(callee)
  planner.visit(node.typeParameters)
  planner.visit(node.typeArguments)
  planner.visitAll(node.arguments)
}
