import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { lineOf } from '../position'

/**
 * `with (new Proxy({}, { has(_, name) { log(name) } })) { work() }` would log the gate's name, so nothing is woven
 * into the body, nor into functions in it.
 */
export function planWith(node: t.WithStatement, planner: Planner): void {
  planner.visit(node.object)
  planner.useUncopyable('with')
  planner.skipped.push({ line: lineOf(node), reason: 'inside `with`, every name may be a property of an object' })
  planner.untouched++
  planner.visit(node.body)
  planner.untouched--
}
