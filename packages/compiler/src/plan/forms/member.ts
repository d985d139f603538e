import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { planArguments } from './names'

/** `a.b`, `a[b]`, `a?.b`; the plain uses of `arguments` are known here. */
export function planMember(node: t.MemberExpression | t.OptionalMemberExpression, planner: Planner): void {
  const { object } = node
  if (
    object.type === 'Identifier' &&
    object.name === 'arguments' &&
    !planner.declaresArguments() &&
    readsElement(node)
  ) {
    planArguments(object, planner, false, false)
    planner.scope.refer('arguments', false)
  } else {
    planner.visit(object)
  }
  if (node.computed) planner.visit(node.property)
}

function readsElement(node: t.MemberExpression | t.OptionalMemberExpression): boolean {
  if (node.computed) return true
  return node.property.type === 'Identifier' && node.property.name === 'length'
}
