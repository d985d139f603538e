import type * as t from '@babel/types'
import { emptyFunction } from '../functionPlan'
import type { Planner } from '../planner'
import { endLineOf, endOf, lineOf, startOf } from '../position'
import { memberName, planKey } from './property'
import { firstToken, planStatements, runsWhereItStands } from './statements'
import { planTypeStatement, withoutTypes } from './type'

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
    const name = memberName(node, planner)
    const fn = emptyFunction('initializer', name, planner.fn)
    fn.start = startOf(value)
    fn.end = endOf(value)
    fn.bodyStart = fn.start
    fn.bodyEnd = fn.end
    fn.startLine = lineOf(node)
    fn.expression = true
    fn.strict = true
    fn.className = planner.className
    planner.mark({ kind: 'inner', at: fn.start, end: fn.end, fn })
    const woven = planner.untouched === 0 && isCall(value)
    if (woven) fn.index = planner.functions.push(fn) - 1
    else fn.form = 'bare'
    planner.inFunction(fn, () => {
      if (woven) planner.addSite('entry', value, endLineOf(value), node.key.loc?.start)
      planner.visitNamed(value, name)
    })
  }
  planner.semicolonAfter(node)
}

/** Where a value is no call there is nothing to see, and what makes many objects has no code to spare. */
function isCall(value: t.Expression): boolean {
  const { type } = withoutTypes(value)
  return type === 'CallExpression' || type === 'OptionalCallExpression' || type === 'NewExpression'
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
  fn.bodyEnd = fn.end - 1
  fn.startLine = lineOf(node)
  planner.mark({ kind: 'inner', at: fn.start, end: fn.end, fn })
  const [first] = statements
  // A namespace of types only is erased, and would not be if it held code of ours.
  const woven = planner.untouched === 0 && statements.some(runsWhereItStands)
  if (woven) fn.index = planner.functions.push(fn) - 1
  else fn.form = 'bare'
  fn.bodyStart = first === undefined ? fn.bodyEnd : startOf(firstToken(first))
  planner.inFunction(fn, () => {
    if (woven) planner.addSite('entry', node, lineOf(node))
    planStatements(statements, planner)
  })
}
