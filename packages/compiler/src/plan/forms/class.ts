import type * as t from '@babel/types'
import { emptyFunction } from '../functionPlan'
import type { Planner } from '../planner'
import { endOf, startOf } from '../position'
import { memberName, planKey } from './property'
import { planStatements } from './statements'
import { planTypeStatement } from './type'

type Field = t.ClassProperty | t.ClassPrivateProperty | t.ClassAccessorProperty

export function planClassDeclaration(node: t.ClassDeclaration, planner: Planner): void {
  if (node.declare === true) {
    planTypeStatement(node, planner)
    return
  }
  const name = node.id?.name ?? 'default'
  if (node.id) planner.declare(node.id.name, 'class')
  planClass(node, name, planner)
}

export function planClassExpression(node: t.ClassExpression, planner: Planner): void {
  planClass(node, node.id?.name ?? planner.nameOf(node), planner)
}

/** Class code is strict, and inside it the class has its name as a constant of its own. */
function planClass(node: t.Class, name: string, planner: Planner): void {
  const { strict, className, derivedClass } = planner
  planner.visitAll(node.decorators)
  planner.strict = true
  planner.className = name === '' ? null : name
  planner.derivedClass = node.superClass != null
  planner.block([], () => {
    if (node.id) planner.declare(node.id.name, 'self')
    planner.visit(node.typeParameters)
    planner.visit(node.superClass)
    planner.visit(superTypes(node))
    planner.visitAll(node.implements)
    planner.visitAll(node.body.body)
  })
  planner.strict = strict
  planner.className = className
  planner.derivedClass = derivedClass
}

/** Babel 8 has another name for the types that a superclass is given. */
function superTypes(node: t.Class): t.Node | null | undefined {
  return node.superTypeParameters ?? (node as { superTypeArguments?: t.Node | null }).superTypeArguments
}

/** A field's value is computed in a function of its own, with the new object as `this`. */
export function planField(node: Field, planner: Planner): void {
  planner.visitAll(node.decorators)
  planKey(node, planner)
  planner.visit(node.typeAnnotation)
  const { value } = node
  if (value !== null && value !== undefined) {
    const fn = emptyFunction('initializer', '', planner.fn)
    fn.start = startOf(value)
    fn.end = endOf(value)
    fn.form = 'bare'
    fn.strict = true
    planner.mark({ kind: 'inner', at: fn.start, end: fn.end, fn })
    fn.className = planner.className
    planner.inFunction(fn, () => planner.visitNamed(value, memberName(node, planner)))
  }
  planner.semicolonAfter(node)
}

/** `static { … }` runs once, as a function that cannot return. */
export function planStaticBlock(node: t.StaticBlock, planner: Planner): void {
  const fn = emptyFunction('block', 'static', planner.fn)
  fn.className = planner.className
  fn.strict = true
  planInlineBlock(node, node.body, fn, planner)
}

/** Statements that run as a function of their own, but have no parameters, no value and no end to watch. */
export function planInlineBlock(
  node: t.Node,
  statements: t.Statement[],
  fn: ReturnType<typeof emptyFunction>,
  planner: Planner,
): void {
  fn.start = startOf(node)
  fn.end = endOf(node)
  fn.bodyStart = fn.start
  fn.bodyEnd = fn.end
  fn.startLine = node.loc?.start.line ?? 1
  planner.mark({ kind: 'inner', at: fn.start, end: fn.end, fn })
  if (planner.untouched === 0) fn.index = planner.functions.push(fn) - 1
  else fn.form = 'bare'
  planner.inFunction(fn, () => planStatements(statements, planner))
}
