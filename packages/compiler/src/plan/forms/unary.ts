import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { noteArgumentsEscape } from './names'
import { withoutTypes } from './type'

export function planUnary(node: t.UnaryExpression, planner: Planner): void {
  if (node.operator === 'delete') planDelete(node.argument, planner)
  planner.visit(node.argument)
}

/** `delete this` is allowed everywhere, `delete parameter` is not. */
function planDelete(argument: t.Expression, planner: Planner): void {
  noteArgumentsEscape(argument, planner)
  const operand = withoutTypes(argument)
  if (operand.type === 'ThisExpression' || operand.type === 'MetaProperty') planner.useUncopyable('fixedText')
}
