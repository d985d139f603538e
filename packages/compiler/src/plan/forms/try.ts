import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { namesOfPattern } from './lexicalNames'
import { bindPattern } from './pattern'

export function planTry(node: t.TryStatement, planner: Planner): void {
  planner.visit(node.block)
  planner.visit(node.handler)
  planner.visit(node.finalizer)
}

export function planCatch(node: t.CatchClause, planner: Planner): void {
  planner.block(namesOfPattern(node.param), () => {
    if (node.param !== null && node.param !== undefined) {
      planner.initialise(bindPattern(node.param, 'catch', planner), 'catch')
    }
    planner.visit(node.body)
  })
}
