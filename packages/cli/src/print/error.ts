import { DebugInError } from '@debugin/protocol'
import { listOf, numberOf } from './fields.js'
import type { Palette } from './palette.js'
import { printable } from './printable.js'

/**
 * Says what went wrong: the message, for an expression the place in it, and the names or lines that may have been meant
 * as far as the message does not name them itself.
 */
export function printError(error: unknown, { red, dim }: Palette): string {
  const message = error instanceof Error ? error.message : String(error)
  const lines = [`${red('debugin:')} ${printable(message)}`]
  if (!(error instanceof DebugInError)) return lines.join('\n')
  const { expression, position, candidates, nearest } = error.details
  const at = numberOf(position)
  if (typeof expression === 'string' && at !== null) lines.push(`  ${printable(expression)}`, `  ${' '.repeat(at)}^`)
  for (const choice of [...listOf(candidates), ...listOf(nearest)].map(String)) {
    if (!message.includes(choice)) lines.push(dim(`  ${printable(choice)}`))
  }
  return lines.join('\n')
}
