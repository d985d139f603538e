import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { endLineOf, endOf, lineOf, startOf } from '../position'

/**
 * Types refer to nothing that runs. They stay in a twin as they are, so that whatever erases them erases them there
 * too; all that one line asks for is a separator between members: `{ a: string⏎ b: number }`.
 */
export function planType(node: t.Node, planner: Planner): void {
  if (lineOf(node) === endLineOf(node)) return
  const members = hasMembers(node)
  // Names of parameters in a type are no types, but hold some: `(a: { b: 1⏎ c: 2 }) => void`.
  for (const part of partsOf(node)) {
    planType(part, planner)
    if (members && !/[;,]/.test(planner.source[endOf(part) - 1] as string)) {
      planner.mark({ kind: 'semicolon', at: endOf(part), always: false })
    }
  }
}

/** Whether separators stand between the parts of a type; the class is one of `declare class`. */
function hasMembers({ type }: t.Node): boolean {
  return type === 'TSTypeLiteral' || type === 'TSInterfaceBody' || type === 'ClassBody'
}

/** Every node directly inside a node, in source order. */
function partsOf(node: t.Node): t.Node[] {
  return (Object.values(node) as unknown[])
    .flat()
    .filter(isNode)
    .sort((a, b) => startOf(a) - startOf(b))
}

/** What is left of an expression when types are erased: of `f as () => void`, `f!` and `<any>f` it is `f`. */
export function withoutTypes(node: t.Node): t.Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return withoutTypes(node.expression)
    default:
      return node
  }
}

function isNode(value: unknown): value is t.Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

/** `type A = …`, `interface A {}`, `declare …`, overloads: nothing runs. */
export function planTypeStatement(node: t.Statement | t.TSDeclareMethod | t.TSIndexSignature, planner: Planner): void {
  planType(node, planner)
  if (node.type !== 'TSInterfaceDeclaration') planner.semicolonAfter(node)
}
