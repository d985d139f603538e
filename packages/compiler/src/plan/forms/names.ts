import type * as t from '@babel/types'
import type { Mark } from '../mark'
import type { Planner } from '../planner'
import { endOf, startOf } from '../position'
import { withoutTypes } from './type'

/** A name where its value is read. */
export function planIdentifier(node: t.Identifier, planner: Planner): void {
  planReference(node, planner, false)
}

export function planReference(node: t.Identifier, planner: Planner, assigned: boolean): void {
  if (node.name === 'arguments' && !planner.declaresArguments()) planArguments(node, planner, assigned, true)
  planner.scope.refer(node.name, assigned)
}

/**
 * In a sloppy function with plain parameters `arguments[0] = 1` changes the first parameter too, and whoever gets
 * `arguments` may do that; a twin's parameters would not follow.
 *
 * @param escapes whether more is done with it than to read an element or its length
 */
export function planArguments(
  node: t.Identifier,
  planner: Planner,
  assigned: boolean,
  escapes: boolean,
  shorthand = false,
): void {
  const owner = planner.useLexical('arguments')
  if (escapes || assigned) owner.uses.argumentsEscape = true
  markWord(node, 'arguments', planner, shorthand)
}

/** `arguments[0] = 1`, `delete arguments[0]`, `arguments[0]()` and `arguments?.[0]()` do more than read. */
export function noteArgumentsEscape(node: t.Node, planner: Planner): void {
  const member = withoutTypes(node)
  if (member.type !== 'MemberExpression' && member.type !== 'OptionalMemberExpression') return
  if (member.object.type === 'Identifier' && member.object.name === 'arguments') {
    planner.thisOwner().uses.argumentsEscape = true
  }
}

export function planThis(node: t.ThisExpression | t.JSXIdentifier, planner: Planner): void {
  planner.useLexical('this')
  markWord(node, 'this', planner, false)
}

export function planSuper(_node: t.Super, planner: Planner): void {
  planner.useLexical('super')
}

/** `new.target`; `import.meta` is the same everywhere in a file. */
export function planMeta(node: t.MetaProperty, planner: Planner): void {
  if (node.meta.name !== 'new') return
  planner.useLexical('newTarget')
  markWord(node, 'new.target', planner, false)
}

function markWord(
  node: t.Node,
  word: Extract<Mark, { kind: 'word' }>['word'],
  planner: Planner,
  shorthand: boolean,
): void {
  planner.mark({ kind: 'word', at: startOf(node), end: endOf(node), word, owner: planner.thisOwner(), shorthand })
}
