import type * as t from '@babel/types'
import { namespaceNames } from './typescript'

/** The names that a list of statements declares for itself: `let`, `const`, `using`, classes, functions, enums. */
export function lexicalNames(statements: readonly t.Statement[]): string[] {
  const names: string[] = []
  for (const statement of statements) addStatement(statement, names)
  return names
}

/** The names that a pattern binds; none where there is no pattern. */
export function namesOfPattern(pattern: t.Node | null | undefined): string[] {
  const names: string[] = []
  addPattern(pattern, names)
  return names
}

function addStatement(statement: t.Statement, names: string[]): void {
  switch (statement.type) {
    case 'VariableDeclaration':
      if (statement.kind !== 'var') for (const { id } of statement.declarations) addPattern(id, names)
      return
    case 'ClassDeclaration':
    case 'FunctionDeclaration':
    case 'TSEnumDeclaration':
      if (statement.id) names.push(statement.id.name)
      return
    case 'TSModuleDeclaration':
      names.push(...namespaceNames(statement.id).slice(0, 1))
      return
    case 'LabeledStatement':
      addStatement(statement.body, names)
      return
    default:
  }
}

function addPattern(pattern: t.Node | null | undefined, names: string[]): void {
  switch (pattern?.type) {
    case 'Identifier':
      names.push(pattern.name)
      return
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        addPattern(property.type === 'RestElement' ? property.argument : property.value, names)
      }
      return
    case 'ArrayPattern':
      for (const element of pattern.elements) addPattern(element, names)
      return
    case 'AssignmentPattern':
      addPattern(pattern.left, names)
      return
    case 'RestElement':
      addPattern(pattern.argument, names)
      return
    default:
  }
}
