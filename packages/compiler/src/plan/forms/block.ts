import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { planStatements } from './statements'

export function planBlock(node: t.BlockStatement, planner: Planner): void {
  planner.block(() => {
    planner.visitAll(node.directives)
    planStatements(node.body, planner)
  })
}
