import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { endLineOf, endOf, lineOf, startOf } from '../position'
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
  planner.visitNamed(node.value, memberName(node, planner))
}

/** A computed key is code; a quoted one may go on behind a line break: `{ 'a\⏎b': 1 }`. */
export function planKey(node: { key: t.Node; computed?: boolean | null }, planner: Planner): void {
  if (node.computed || node.key.type === 'StringLiteral') planner.visit(node.key)
}

/** Characters of a computed key that a name of a function may show. */
const LONGEST_KEY = 60

/** What people call a member by its key; `[Symbol.iterator]` by the text of a computed one, or '' if that is long. */
export function memberName(node: { key: t.Node; computed?: boolean | null }, planner: Planner): string {
  const { key, computed } = node
  if (!computed) return keyName(key)
  const text = planner.source.slice(startOf(key), endOf(key))
  return text.length > LONGEST_KEY || lineOf(key) !== endLineOf(key) ? '' : `[${text}]`
}

function keyName(key: t.Node): string {
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
