import type * as t from '@babel/types'
import { emptyFunction } from '../functionPlan'
import type { Planner } from '../planner'
import { planInlineBlock } from './class'
import { planKey } from './property'
import { planTypeStatement } from './type'

export function planEnum(node: t.TSEnumDeclaration, planner: Planner): void {
  if (node.declare === true) return
  planner.declare(node.id.name, 'const')
  const members = node.body?.members ?? node.members
  for (const member of members) {
    planKey({ key: member.id }, planner)
    planner.visit(member.initializer)
  }
}

/** `namespace A { … }` becomes a function that is called where it stands. */
export function planNamespace(node: t.TSModuleDeclaration, planner: Planner): void {
  if (node.declare === true || node.id.type === 'StringLiteral') {
    planTypeStatement(node, planner)
    return
  }
  const names = namespaceNames(node.id)
  planner.declare(names[0] as string, 'const')
  const body = node.body as t.Node
  if (body.type !== 'TSModuleBlock') {
    planner.visit(body)
    return
  }
  planInlineBlock(body, body.body, emptyFunction('block', names.at(-1) as string, planner.fn), planner)
}

/** `namespace A.B {}` is a namespace in a namespace to Babel 7; Babel 8 has one with both names. */
export function namespaceNames(id: t.Node): string[] {
  if (id.type === 'TSQualifiedName') return [...namespaceNames(id.left), id.right.name]
  return id.type === 'Identifier' ? [id.name] : []
}

export function planImportEquals(node: t.TSImportEqualsDeclaration, planner: Planner): void {
  if (node.importKind !== 'type') planner.declare(node.id.name, 'import')
}

export function planExportAssignment(node: t.TSExportAssignment, planner: Planner): void {
  planner.visit(node.expression)
}
