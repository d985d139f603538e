import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { noteArgumentsEscape } from './names'

export function planUnary(node: t.UnaryExpression, planner: Planner): void {
  if (node.operator === 'delete') noteArgumentsEscape(node.argument, planner)
  planner.visit(node.argument)
}
