import type * as t from '@babel/types'
import type { Planner } from '../planner'
import { endLineOf, endOf, lineOf, startOf } from '../position'
import { ESCAPES } from './template'

/** A string may go on after a backslash at the end of a line, and may hold U+2028, which ends a line too. */
export function planString(node: t.StringLiteral, planner: Planner): void {
  if (lineOf(node) === endLineOf(node)) return
  const [at, end] = [startOf(node), endOf(node)]
  const text = planner.source
    .slice(at, end)
    .replace(/\\(\r\n|[\s\S])|[\u2028\u2029]/g, (found, escaped: string | undefined) => {
      if (escaped === undefined) return ESCAPES[found] as string
      return /[\r\n\u2028\u2029]/.test(escaped) ? '' : found
    })
  planner.mark({ kind: 'oneLine', at, end, text })
}
