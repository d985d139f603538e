import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { lexicalNames } from './lexicalNames'
import { planBody, planTest } from './statements'
import { planDeclarations, planTarget } from './variables'

export function planFor(node: t.ForStatement, planner: Planner): void {
  planner.block(headNames(node.init), () => {
    if (node.init?.type === 'VariableDeclaration') planDeclarations(node.init, planner)
    else planner.visit(node.init)
    planner.visit(node.test)
    planner.visit(node.update)
    planBody(node.body, planner)
  })
}

/** `for (x in o)`, `for (const x of o)`, `for await (…)`: the name holds a value in the body only. */
export function planForEach(node: t.ForInStatement | t.ForOfStatement, planner: Planner): void {
  planner.block(headNames(node.left), () => {
    if (node.left.type === 'VariableDeclaration') planDeclarations(node.left, planner, true)
    else planTarget(node.left, planner)
    planner.visit(node.right)
    planBody(node.body, planner)
  })
}

/** The names that the head of a `for` declares for the loop. */
function headNames(head: t.Node | null | undefined): string[] {
  return head?.type === 'VariableDeclaration' ? lexicalNames([head]) : []
}

export function planWhile(node: t.WhileStatement, planner: Planner): void {
  planner.visit(node.test)
  planBody(node.body, planner)
}

export function planDoWhile(node: t.DoWhileStatement, planner: Planner): void {
  planBody(node.body, planner)
  planTest(node.test, planner)
  planner.semicolonAfter(node)
}

/** The stub stands before the label: `continue a` needs the loop right behind `a:`. */
export function planLabeled(node: t.LabeledStatement, planner: Planner): void {
  planner.visit(node.body)
}
