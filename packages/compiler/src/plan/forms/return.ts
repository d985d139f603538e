import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { endOf, startOf } from '../position'
import { withoutTypes } from './type'

export function planReturn(node: t.ReturnStatement, planner: Planner): void {
  const value = node.argument
  if (planner.untouched > 0) {
    planner.fn.unseenReturn = true
    planner.visit(value)
  } else if (value !== null && value !== undefined) {
    planner.fn.hasReturnValue = true
    planner.mark({ kind: 'return', at: startOf(value), unnamed: isNameless(value) })
    planner.visit(value)
    planner.mark({ kind: 'endReturn', at: endOf(value) })
  } else {
    const at = startOf(node) + 'return'.length
    planner.mark({ kind: 'bareReturn', at, open: endOf(node) === at })
  }
  planner.semicolonAfter(node)
}

/**
 * `return function () {}` gives a function without a name; `r = function () {}` gives one named `r`, and so does
 * `r = (function () {}) as Callback` when its type is erased.
 * https://tc39.es/ecma262/#sec-isanonymousfunctiondefinition
 */
export function isNameless(value: t.Node): boolean {
  const bare = withoutTypes(value)
  switch (bare.type) {
    case 'ArrowFunctionExpression':
      return true
    case 'FunctionExpression':
    case 'ClassExpression':
      return bare.id == null
    default:
      return false
  }
}
