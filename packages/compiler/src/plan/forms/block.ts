import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { lexicalNames } from './lexicalNames'
import { planStatements } from './statements'

export function planBlock(node: t.BlockStatement, planner: Planner): void {
  planner.block(lexicalNames(node.body), () => {
    planner.visitAll(node.directives)
    planStatements(node.body, planner)
  })
}
