import type * as t from '@babel/types'
import type { Planner } from '../planner'

/** `'use str\⏎ict'` is no directive, nor is it one on one line: the backslash stays in its text. */
export function planDirective(node: t.Directive, planner: Planner): void {
  planner.semicolonAfter(node)
}
