import { BUILT_INS, type BuiltIn } from '@debugin/protocol'
import type { TextTest } from '../treeOf'
import type { JsepNode } from '../vendor/jsep'
import { SPELLINGS } from './operators'

const TEXT_TESTS: readonly TextTest[] = ['startsWith', 'endsWith', 'contains', 'matches']

/** The test of a text that a name stands for, as a method or as an operator; null for other names. */
export function textTestNamed(name: string | undefined): TextTest | null {
  const test = SPELLINGS.get(name ?? '') ?? name
  return TEXT_TESTS.find((known) => known === test) ?? null
}

/** The built-in function that a call `len(x)` or `isDefined(x)` means; null for other calls. */
export function builtInNamed(callee: JsepNode | undefined): BuiltIn | null {
  if (callee?.type !== 'Identifier' || callee.name === 'keyCount') return null
  return BUILT_INS.find((known) => known === callee.name) ?? null
}

/** The arguments of the call in `Object.keys(x).length`, given the whole; null for other nodes. */
export function keyCountArguments(node: JsepNode): JsepNode[] | null {
  const call = node.object
  const callee = call?.callee
  if (!isPlainMember(node, 'length') || call?.type !== 'CallExpression' || call.optional === true) return null
  if (callee === undefined || !isPlainMember(callee, 'keys') || callee.object?.name !== 'Object') return null
  return call.arguments ?? []
}

function isPlainMember(node: JsepNode, name: string): boolean {
  if (node.type !== 'MemberExpression' || node.computed === true || node.optional === true) return false
  return node.property?.name === name
}

/** How a message shows the function that was called: `save()`, `a.b()`. */
export function calleeText(callee: JsepNode | undefined): string {
  if (callee?.type === 'Identifier') return `${callee.name}()`
  if (callee?.type === 'MemberExpression' && callee.computed !== true) return `.${callee.property?.name}()`
  return 'a value'
}
