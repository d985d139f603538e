import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { endLineOf, lineOf } from '../position'

/**
 * `'use str\⏎ict'` is no directive; on one line it would be. So what holds such a text stays as it is.
 */
export function planDirective(node: t.Directive, planner: Planner): void {
  if (lineOf(node) !== endLineOf(node)) planner.useUncopyable('fixedText')
  planner.semicolonAfter(node)
}
