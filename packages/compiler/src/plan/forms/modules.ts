import type * as t from '@babel/types'
import type { Planner } from '../planner'

export function planImport(node: t.ImportDeclaration, planner: Planner): void {
  if (node.importKind === 'type' || node.importKind === 'typeof') return
  const names = node.specifiers.map(({ local }) => local.name)
  for (const name of names) planner.declare(name, 'import')
}

export function planExportNamed(node: t.ExportNamedDeclaration, planner: Planner): void {
  planner.visit(node.declaration)
  if (node.source !== null && node.source !== undefined) return
  for (const specifier of node.specifiers) {
    if (specifier.type === 'ExportSpecifier') planner.scope.refer(specifier.local.name, false)
  }
}

export function planExportDefault(node: t.ExportDefaultDeclaration, planner: Planner): void {
  planner.visitNamed(node.declaration, 'default')
}

export function planExportAll(): void {}
