import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { planArguments } from './names'

/** `a: b`, `[a]: b`, and `a` alone, where key and value are one text. */
export function planProperty(node: t.ObjectProperty, planner: Planner): void {
  planner.visitAll(node.decorators)
  if (
    node.shorthand &&
    node.value.type === 'Identifier' &&
    node.value.name === 'arguments' &&
    !planner.declaresArguments()
  ) {
    planArguments(node.value, planner, false, true, true)
    planner.scope.refer('arguments', false)
    return
  }
  planKey(node, planner)
  planner.visitNamed(node.value, node.computed ? '' : keyName(node.key))
}

/** A computed key is code; a quoted one may go on behind a line break: `{ 'a\⏎b': 1 }`. */
export function planKey(node: { key: t.Node; computed?: boolean | null }, planner: Planner): void {
  if (node.computed || node.key.type === 'StringLiteral') planner.visit(node.key)
}

/** The text of a key that is known before the program runs; '' for a computed one. */
export function keyName(key: t.Node): string {
  switch (key.type) {
    case 'Identifier':
      return key.name
    case 'StringLiteral':
      return key.value
    case 'NumericLiteral':
      return String(key.value)
    case 'PrivateName':
      return `#${key.id.name}`
    default:
      return ''
  }
}
