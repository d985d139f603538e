import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { endLineOf, lineOf } from '../position'
import { planThis } from './names'

/** `<Name>` refers to a variable, `<name>` to an element, and `<this>` to either, as compilers take it. */
export function planJsxIdentifier(node: t.JSXIdentifier, planner: Planner): void {
  if (node.name === 'this') planner.useUncopyable('fixedText')
  else if (!/^[a-z]/.test(node.name)) planner.scope.refer(node.name, false)
}

/** `<name.Member>` refers to a variable however it is written, and `<this.Member>` is closed by `</this.Member>`. */
export function planJsxMember({ object }: t.JSXMemberExpression, planner: Planner): void {
  if (object.type === 'JSXMemberExpression') planJsxMember(object, planner)
  else if (object.name === 'this') planThis(object, planner)
  else planner.scope.refer(object.name, false)
}

/** Line breaks and the spaces around them mean something in elements, and every compiler has its own rules. */
export function planJsxText(node: t.JSXText, planner: Planner): void {
  if (lineOf(node) !== endLineOf(node)) planner.useUncopyable('fixedText')
}

export function planJsxAttribute(node: t.JSXAttribute, planner: Planner): void {
  const { value } = node
  if (value?.type === 'StringLiteral') {
    if (lineOf(value) !== endLineOf(value)) planner.useUncopyable('fixedText')
    return
  }
  planner.visit(value)
}
