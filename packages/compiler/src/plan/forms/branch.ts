import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { lineOf } from '../position'
import { lexicalNames } from './lexicalNames'
import { planBody, planStatements } from './statements'

export function planIf(node: t.IfStatement, planner: Planner): void {
  planner.visit(node.test)
  planBody(node.consequent, planner)
  if (node.alternate !== null && node.alternate !== undefined) planBody(node.alternate, planner)
}

/**
 * All cases share one scope, but a `let` of one case holds no value when another case is entered:
 * `switch (2) { case 1: let a = 1; case 2: a }` throws.
 */
export function planSwitch(node: t.SwitchStatement, planner: Planner): void {
  planner.visit(node.discriminant)
  const statements = node.cases.flatMap(({ consequent }) => consequent)
  planner.block(lexicalNames(statements), () => {
    for (const branch of node.cases) {
      planner.visit(branch.test)
      planner.fn.labelLine ||= lineOf(branch)
      planner.names.within([], () => planStatements(branch.consequent, planner))
    }
    planner.fn.labelLine = 0
  })
}
