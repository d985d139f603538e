import { DebugInError } from '@debugin/protocol'

/**
 * Refuses an expression.
 *
 * @param position 0-based offset into `source`
 * @param found what stands there, as it should be shown: `"="`, `a call of save()`
 * @param advice what is wrong with it and what to write instead
 * @throws DebugInError INVALID_CONDITION with details `{ position, found, advice, expression }`
 */
export function refuse(source: string, position: number, found: string, advice: string): never {
  const message = `Found ${found} at position ${position} of the expression: ${advice}.`
  throw new DebugInError('INVALID_CONDITION', message, { position, found, advice, expression: source })
}

/** The text at a position as a message shows it: a word, a run of signs, or the end. */
export function textAt(source: string, position: number): string {
  if (position >= source.length) return 'the end'
  const word = /[\p{ID_Continue}$]+|[-+*/%&|^<>=!?.]+|\S/uy
  word.lastIndex = position
  const text = word.exec(source)?.[0] ?? source.charAt(position)
  const code = text.codePointAt(0) ?? 0
  // A no-break space or a control character that came with a paste cannot be seen in the message.
  if (/^[^\p{L}\p{N}\p{P}\p{S}]/u.test(text))
    return `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}
