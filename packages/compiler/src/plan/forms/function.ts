import type * as t from '@babel/types'
import type { FunctionKind } from '@debugin/protocol'
import { emptyFunction, type FunctionPlan } from '../functionPlan'
import type { Planner } from '../planner'
import { endLineOf, endOf, lineOf, startOf } from '../position'
import { Scope } from '../scope'
import { bindPattern } from './pattern'
import { memberName, planKey } from './property'
import { isNameless } from './return'
import { planStatements } from './statements'

type Method = t.ObjectMethod | t.ClassMethod | t.ClassPrivateMethod
type AnyFunction = t.FunctionDeclaration | t.FunctionExpression | t.ArrowFunctionExpression | Method

export function planFunctionDeclaration(node: t.FunctionDeclaration, planner: Planner): void {
  const outermost = planner.scope === planner.functionScope()
  const name = node.id?.name ?? 'default'
  if (node.id) declareFunction(node, node.id.name, outermost, planner)
  const fn = openFunction(node, planner, 'function', name, startOf(node))
  const { parent } = fn
  fn.hoisted =
    planner.sourceType === 'module' && parent !== null && (parent.hoisted || (parent.kind === 'module' && outermost))
  planCode(node, fn, planner)
}

/** In sloppy code, `{ function f() {} }` gives the function around the block a variable too (annex B.3.2). */
function declareFunction(node: t.FunctionDeclaration, name: string, outermost: boolean, planner: Planner): void {
  planner.scope.declare(name, 'function')
  if (outermost) planner.fn.innerDeclarations.push(name)
  else if (!planner.strict && !node.async && !node.generator) planner.declare(name, 'var')
}

export function planFunctionExpression(node: t.FunctionExpression, planner: Planner): void {
  const { id } = node
  if (id === null || id === undefined) {
    planCode(node, openFunction(node, planner, 'function', planner.nameOf(node), startOf(node)), planner)
    return
  }
  // The name is a constant of its own, around the parameters.
  const around = planner.scope
  const scope = new Scope(around, planner.fn, false)
  scope.declare(id.name, 'self')
  planner.scope = scope
  const fn = openFunction(node, planner, 'function', id.name, startOf(node))
  planCode(node, fn, planner)
  planner.scope = around
  scope.close()
  if (fn.free.has(id.name)) {
    fn.selfName = id.name
    fn.uses.assignsSelf = scope.declared.get(id.name)?.assigned === true
  }
}

export function planArrow(node: t.ArrowFunctionExpression, planner: Planner): void {
  const fn = openFunction(node, planner, 'arrow', planner.nameOf(node), startOf(node))
  fn.lexicalThis = true
  planCode(node, fn, planner)
}

/** A method's key and decorators belong to the code around it; its own text begins behind the key. */
export function planMethod(node: Method, planner: Planner): void {
  planner.visitAll(node.decorators)
  planKey(node, planner)
  const kind: FunctionKind =
    node.kind === 'get'
      ? 'getter'
      : node.kind === 'set'
        ? 'setter'
        : node.kind === 'constructor'
          ? 'constructor'
          : 'method'
  const fn = openFunction(node, planner, kind, memberName(node, planner), endOf(node.key))
  fn.className = node.type === 'ObjectMethod' ? null : planner.className
  fn.derived = kind === 'constructor' && planner.derivedClass
  planCode(node, fn, planner)
}

function openFunction(
  node: AnyFunction,
  planner: Planner,
  kind: FunctionKind,
  name: string,
  start: number,
): FunctionPlan {
  const fn = emptyFunction(kind, name, planner.fn)
  fn.async = node.async === true
  fn.generator = node.generator === true
  fn.start = start
  fn.end = endOf(node)
  fn.startLine = lineOf(node)
  fn.className = planner.fn.className
  return fn
}

/** Parameters and body, in a scope and with names of their own. */
function planCode(node: AnyFunction, fn: FunctionPlan, planner: Planner): void {
  planner.mark({ kind: 'inner', at: fn.start, end: fn.end, fn })
  const asm = usesAsm(node.body)
  const woven = planner.untouched === 0 && !asm && !isEmpty(node)
  if (woven) fn.index = planner.functions.push(fn) - 1
  else fn.form = 'bare'
  if (asm) {
    planner.skipped.push({
      line: lineOf(node),
      reason: '`use asm` code is only compiled as such while it is untouched',
    })
  }
  planner.inFunction(fn, () => {
    if (asm) planner.untouched++
    planner.visit(node.typeParameters as t.Node | null | undefined)
    planParameters(node, fn, planner)
    planner.visit(node.returnType as t.Node | null | undefined)
    if (hasUseStrict(node.body)) planner.strict = true
    fn.strict = planner.strict
    planner.names.addParameters(fn.parameters)
    fn.entryNames = planner.names.latest
    if (node.body.type === 'BlockStatement') planBlockBody(node, node.body, fn, planner)
    else planExpressionBody(node.body, fn, planner)
    if (asm) planner.untouched--
  })
}

function planParameters(node: AnyFunction, fn: FunctionPlan, planner: Planner): void {
  const names = node.params.flatMap((parameter) => {
    if ('decorators' in parameter) planner.visitAll(parameter.decorators)
    return bindPattern(parameter, 'parameter', planner)
  })
  fn.parameters = [...new Set(names)]
  fn.simpleParameters = node.params.every((parameter) => parameter.type === 'Identifier')
  fn.parameterClosures = planner.scope.usedByInner()
}

function planBlockBody(node: AnyFunction, body: t.BlockStatement, fn: FunctionPlan, planner: Planner): void {
  const directive = body.directives.at(-1)
  fn.bodyStart = directive === undefined ? startOf(body) + 1 : endOf(directive)
  fn.bodyEnd = endOf(body) - 1
  const key = 'key' in node ? (node.key as t.Node) : node
  if (fn.index >= 0) planner.addSite('entry', node, lineOf(body), key.loc?.start)
  planner.visitAll(body.directives)
  planStatements(body.body, planner)
  fn.endPosition = { line: endLineOf(body), column: (body.loc?.end.column ?? 1) - 1 }
}

function planExpressionBody(body: t.Expression, fn: FunctionPlan, planner: Planner): void {
  fn.expression = true
  fn.hasReturnValue = true
  fn.unnamedValue = isNameless(body)
  fn.bodyStart = (body.extra?.parenStart as number | undefined) ?? startOf(body)
  fn.bodyEnd = fn.end
  if (fn.index >= 0) planner.addSite('entry', body, endLineOf(body))
  planner.visit(body)
  fn.endPosition = { line: endLineOf(body), column: body.loc?.end.column ?? 0 }
}

/**
 * `() => {}` has nothing to show at any place. It stands in for "no callback" in hot code everywhere, and two of them
 * have the same text, which some programs use as a key.
 */
function isEmpty(node: AnyFunction): boolean {
  const { body, params } = node
  return params.length === 0 && body.type === 'BlockStatement' && body.body.length === 0 && body.directives.length === 0
}

function usesAsm(body: t.Node): boolean {
  return hasDirective(body, 'use asm')
}

function hasUseStrict(body: t.Node): boolean {
  return hasDirective(body, 'use strict')
}

/** Only the exact text counts: `'use\u0020strict'` is no such directive. */
export function hasDirective(body: t.Node, text: string): boolean {
  if (body.type !== 'BlockStatement' && body.type !== 'Program') return false
  return body.directives.some(({ value }) => value.extra?.rawValue === text)
}
