import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { planBlock } from './block'
import { planIf, planSwitch } from './branch'
import { planCall } from './call'
import { planClassDeclaration, planClassExpression, planField, planStaticBlock } from './class'
import { planDirective } from './directive'
import { planArrow, planFunctionDeclaration, planFunctionExpression, planMethod } from './function'
import { planJsxAttribute, planJsxIdentifier, planJsxMember, planJsxText } from './jsx'
import { planDoWhile, planFor, planForEach, planLabeled, planWhile } from './loop'
import { planMember } from './member'
import { planExportAll, planExportDefault, planExportNamed, planImport } from './modules'
import { planIdentifier, planMeta, planSuper, planThis } from './names'
import { planProperty } from './property'
import { planReturn } from './return'
import { planBare, planExpressionStatement, planThrow } from './simple'
import { planString } from './string'
import { planTaggedTemplate, planTemplate } from './template'
import { planCatch, planTry } from './try'
import { planTypeStatement } from './type'
import { planEnum, planExportAssignment, planImportEquals, planNamespace } from './typescript'
import { planUnary } from './unary'
import { planAssignment, planUpdate, planVariables } from './variables'
import { planWith } from './with'

/** What one syntactic form does to the plan. */
export type Form<N extends t.Node = t.Node> = (node: N, planner: Planner) => void

type Forms = { [Type in t.Node['type']]?: Form<Extract<t.Node, { type: Type }>> }

const TABLE: Forms = {
  ArrowFunctionExpression: planArrow,
  AssignmentExpression: planAssignment,
  BlockStatement: planBlock,
  BreakStatement: planBare,
  CallExpression: planCall,
  CatchClause: planCatch,
  ClassAccessorProperty: planField,
  ClassDeclaration: planClassDeclaration,
  ClassExpression: planClassExpression,
  ClassMethod: planMethod,
  ClassPrivateMethod: planMethod,
  ClassPrivateProperty: planField,
  ClassProperty: planField,
  ContinueStatement: planBare,
  DebuggerStatement: planBare,
  Directive: planDirective,
  DoWhileStatement: planDoWhile,
  ExportAllDeclaration: planExportAll,
  ExportDefaultDeclaration: planExportDefault,
  ExportNamedDeclaration: planExportNamed,
  ExpressionStatement: planExpressionStatement,
  ForInStatement: planForEach,
  ForOfStatement: planForEach,
  ForStatement: planFor,
  FunctionDeclaration: planFunctionDeclaration,
  FunctionExpression: planFunctionExpression,
  Identifier: planIdentifier,
  IfStatement: planIf,
  ImportDeclaration: planImport,
  JSXAttribute: planJsxAttribute,
  JSXIdentifier: planJsxIdentifier,
  JSXMemberExpression: planJsxMember,
  JSXText: planJsxText,
  LabeledStatement: planLabeled,
  MemberExpression: planMember,
  MetaProperty: planMeta,
  ObjectMethod: planMethod,
  ObjectProperty: planProperty,
  OptionalCallExpression: planCall,
  OptionalMemberExpression: planMember,
  ReturnStatement: planReturn,
  StaticBlock: planStaticBlock,
  StringLiteral: planString,
  Super: planSuper,
  SwitchStatement: planSwitch,
  TaggedTemplateExpression: planTaggedTemplate,
  TemplateLiteral: planTemplate,
  ThisExpression: planThis,
  ThrowStatement: planThrow,
  TryStatement: planTry,
  TSDeclareFunction: planTypeStatement,
  TSDeclareMethod: planTypeStatement,
  TSEnumDeclaration: planEnum,
  TSExportAssignment: planExportAssignment,
  TSImportEqualsDeclaration: planImportEquals,
  TSIndexSignature: planTypeStatement,
  TSInterfaceDeclaration: planTypeStatement,
  TSModuleDeclaration: planNamespace,
  TSTypeAliasDeclaration: planTypeStatement,
  UnaryExpression: planUnary,
  UpdateExpression: planUpdate,
  VariableDeclaration: planVariables,
  WhileStatement: planWhile,
  WithStatement: planWith,
}

/** The visit of each form by the name of its node; the types above keep each beside its own node. */
export const FORMS = TABLE as Readonly<Record<string, Form | undefined>>
