import type * as t from '@babel/types'
import type { Planner } from '../planner'
import type { BindingKind } from '../scope'
import { assignPattern, bindPattern } from './pattern'
import { planTypeStatement } from './type'

export function planVariables(node: t.VariableDeclaration, planner: Planner): void {
  if (node.declare === true) {
    planTypeStatement(node, planner)
    return
  }
  planDeclarations(node, planner)
  planner.semicolonAfter(node)
}

/**
 * The declarations without the end of the statement, as a `for` holds them.
 *
 * @param looped they are given their values by a loop: `for (var a of list)`
 */
export function planDeclarations(node: t.VariableDeclaration, planner: Planner, looped = false): void {
  const kind: BindingKind = node.kind === 'var' || node.kind === 'let' ? node.kind : 'const'
  const names: string[] = []
  for (const { id, init } of node.declarations) {
    const bound = bindPattern(id as t.LVal, kind, planner)
    names.push(...bound)
    if (kind === 'var' && (looped || init)) for (const name of bound) planner.scope.refer(name, true)
    planner.visitNamed(init, id.type === 'Identifier' ? id.name : '')
  }
  planner.initialise(names, kind)
}

/** `x = 1`, `[a, b] = c`, `x += 1`, `x ??= 1`. */
export function planAssignment(node: t.AssignmentExpression, planner: Planner): void {
  planTarget(node.left, planner)
  planner.visitNamed(node.right, nameOfTarget(node.left))
}

export function planUpdate(node: t.UpdateExpression, planner: Planner): void {
  planTarget(node.argument, planner)
}

/** What is on the left of an assignment: a name, a member, or a pattern of both. */
export function planTarget(node: t.Node, planner: Planner): void {
  assignPattern(node, planner)
}

function nameOfTarget(node: t.Node): string {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier')
    return node.property.name
  return ''
}
