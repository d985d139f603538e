import type { TemplatePart } from '@debugin/protocol'
import { emptyList, hasOwn } from '../natives'
import { compileWithin, scopeOf } from './compileExpression'
import { ExpressionError } from './expressionError'
import type { Bind, Reader } from './scope'
import { cutText, type TemplateHost, valueText } from './valueText'

type Text = Extract<TemplatePart, { text: string }>
type Hole = Extract<TemplatePart, { hole: unknown }>

/** Characters of one message. */
export const MAX_MESSAGE_LENGTH = 4096

/**
 * Compiles a message for one set of names. The function that comes back prints it for one hit and does not throw: a
 * hole that fails prints `<error: …>`, and the rest of the message stays.
 */
export function compileTemplate<Context>(
  parts: readonly TemplatePart[],
  bind: Bind<Context>,
  host: TemplateHost,
): (context: Context) => string {
  const scope = scopeOf(bind, host)
  const printing = { ...host, isProxy: scope.isProxy }
  const pieces = emptyList<string | Reader<Context>>()
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as TemplatePart
    pieces[i] = hasOwn(part, 'hole') ? compileWithin((part as Hole).hole, scope) : (part as Text).text
  }
  return (context) => {
    let message = ''
    for (let i = 0; i < pieces.length && message.length <= MAX_MESSAGE_LENGTH; i++) {
      const piece = pieces[i] as string | Reader<Context>
      message += typeof piece === 'string' ? piece : printHole(piece, context, printing)
    }
    return cutText(message, MAX_MESSAGE_LENGTH)
  }
}

function printHole<Context>(read: Reader<Context>, context: Context, host: TemplateHost): string {
  try {
    return valueText(read(context), MAX_MESSAGE_LENGTH, host)
  } catch (error) {
    const message = error instanceof ExpressionError ? `${error.expression}: ${error.message}` : 'it cannot be printed'
    return `<error: ${message}>`
  }
}
