import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { endLineOf, lineOf, startOf } from '../position'
import { lexicalNames } from './lexicalNames'

/** A list of statements: each that does something where it stands is a site. */
export function planStatements(statements: readonly t.Statement[], planner: Planner): void {
  for (const statement of statements) planStatement(statement, planner, false)
}

/**
 * The lone statement of an `if` or a loop; a stub in front of it needs braces around both. It may not run, so what it
 * initialises counts for itself only: `this` after `if (a) super()` throws where `a` is false. A function there, as
 * in `if (a) function f() {}`, stands in a block of its own.
 */
export function planBody(statement: t.Statement, planner: Planner): void {
  if (statement.type === 'FunctionDeclaration') planner.block(lexicalNames([statement]), () => planner.visit(statement))
  else planner.names.within([], () => planStatement(statement, planner, true))
}

/** The condition of a `do` loop is far from its head, and runs when the head does not: it is a site of its own. */
export function planTest(test: t.Expression, planner: Planner): void {
  if (planner.untouched === 0) {
    const index = planner.addSite('statement', test, endLineOf(test))
    planner.mark({ kind: 'testSite', at: startOf(test), index })
  }
  planner.visit(test)
}

function planStatement(statement: t.Statement, planner: Planner, braces: boolean): void {
  if (planner.untouched > 0 || !runsWhereItStands(statement)) {
    planner.visit(statement)
    return
  }
  const first = firstToken(statement)
  const index = planner.addSite('statement', statement, headEndLine(statement), first.loc?.start)
  planner.mark({ kind: 'site', at: startOf(first), index, braces })
  planner.visit(statement)
  if (braces) planner.mark({ kind: 'endBraces', at: statement.end as number, index })
}

/**
 * Declarations of functions and types are done before any statement runs, and a block's statements are sites of
 * their own.
 */
export function runsWhereItStands(statement: t.Statement): boolean {
  switch (statement.type) {
    case 'BlockStatement':
    case 'EmptyStatement':
    case 'FunctionDeclaration':
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'TSDeclareFunction':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSImportEqualsDeclaration':
    case 'TSExportAssignment':
    case 'TSNamespaceExportDeclaration':
      return false
    case 'VariableDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
      return statement.declare !== true
    case 'LabeledStatement':
      return runsWhereItStands(statement.body)
    case 'ExportNamedDeclaration':
      return statement.declaration != null && runsWhereItStands(statement.declaration)
    case 'ExportDefaultDeclaration':
      return !['FunctionDeclaration', 'TSDeclareFunction', 'TSInterfaceDeclaration'].includes(
        statement.declaration.type,
      )
    default:
      return true
  }
}

/** `@logged export class A {}`: decorators may stand before what they belong to. */
export function firstToken(statement: t.Statement): t.Node {
  const declaration =
    statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
      ? statement.declaration
      : statement
  const decorator = declaration?.type === 'ClassDeclaration' ? declaration.decorators?.[0] : undefined
  return decorator !== undefined && startOf(decorator) < startOf(statement) ? decorator : statement
}

/** The last line of what a statement says itself, before the statements inside it. */
function headEndLine(statement: t.Statement): number {
  switch (statement.type) {
    case 'IfStatement':
      return headBefore(statement, statement.consequent)
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'WithStatement':
      return headBefore(statement, statement.body)
    case 'DoWhileStatement':
    case 'TryStatement':
      return lineOf(statement)
    case 'SwitchStatement':
      return endLineOf(statement.discriminant)
    case 'LabeledStatement':
      return headEndLine(statement.body)
    case 'TSModuleDeclaration':
      return lineOf(statement)
    default:
      return endLineOf(statement)
  }
}

function headBefore(statement: t.Statement, body: t.Statement): number {
  return Math.max(lineOf(statement), body.type === 'BlockStatement' ? lineOf(body) : lineOf(body) - 1)
}
