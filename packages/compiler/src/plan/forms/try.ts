import type * as t from '@babel/types'
import type { Mark } from '../mark'
import type { Planner } from '../planner'
import { namesOfPattern } from './lexicalNames'
import { bindPattern } from './pattern'

export function planTry(node: t.TryStatement, planner: Planner): void {
  const before = planner.fn.marks.length
  planner.visit(node.block)
  planner.visit(node.handler)
  if (node.finalizer !== null && node.finalizer !== undefined && hasReturn(planner.fn.marks.slice(before))) {
    planner.fn.lateReturn = true
  }
  planner.visit(node.finalizer)
}

function hasReturn(marks: readonly Mark[]): boolean {
  return marks.some(({ kind }) => kind === 'return' || kind === 'bareReturn')
}

export function planCatch(node: t.CatchClause, planner: Planner): void {
  planner.block(namesOfPattern(node.param), () => {
    if (node.param !== null && node.param !== undefined) {
      planner.initialise(bindPattern(node.param, 'catch', planner), 'catch')
    }
    planner.visit(node.body)
  })
}
