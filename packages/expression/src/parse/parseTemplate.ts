import { DebugInError, type TemplatePart } from '@debugin/protocol'
import { MAX_TEMPLATE_LENGTH } from './limits'
import { parseExpression } from './parseExpression'

/**
 * Reads a message with holes: `order {order.id} of {{user.name}}`. A `}` alone is text.
 *
 * @throws DebugInError INVALID_TEMPLATE (422), with details `{ position, found, advice, template }`; `position` counts
 * from the start of the message
 */
export function parseTemplate(source: string): TemplatePart[] {
  if (source.length > MAX_TEMPLATE_LENGTH) {
    const shown = source.slice(0, MAX_TEMPLATE_LENGTH)
    refuse(shown, MAX_TEMPLATE_LENGTH, `${source.length} characters`, `a message may have ${MAX_TEMPLATE_LENGTH}`)
  }
  const parts: TemplatePart[] = []
  let at = 0
  while (at < source.length) {
    const open = source.indexOf('{', at)
    if (open !== at) parts.push({ text: source.slice(at, open === -1 ? undefined : open) })
    if (open === -1) break
    const mark = source.startsWith('{{', open) ? '{{' : '{'
    const start = open + mark.length
    const end = findClose(source, start, mark)
    parts.push({ hole: parseHole(source, start, end), source: source.slice(start, end).trim() })
    at = end + mark.length
  }
  return parts
}

/** The offset of the braces that close a hole; braces in texts do not count: `{name + '}'}`. */
function findClose(source: string, start: number, mark: '{' | '{{'): number {
  const close = mark === '{' ? '}' : '}}'
  for (let at = start; at < source.length; at++) {
    const sign = source.charAt(at)
    if (sign === "'" || sign === '"') at = endOfText(source, at)
    else if (source.startsWith(close, at)) return at
    else if (sign === '{') refuse(source, at, '"{"', "a hole holds an expression; print a brace with {'{'}")
    else if (sign === '}') refuse(source, at, '"}"', 'a hole opened with {{ closes with }}')
  }
  return refuse(source, start - mark.length, `an unclosed ${mark}`, `close it with ${close}, print a brace with {'{'}`)
}

/** The offset of the quote that closes a text; the end of the message if none does. */
function endOfText(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === source[start]) return at
  }
  return source.length
}

function parseHole(source: string, start: number, end: number) {
  try {
    return parseExpression(source.slice(start, end))
  } catch (error) {
    if (!(error instanceof DebugInError)) throw error
    const { position, found, advice } = error.details as { position: number; found: string; advice: string }
    return refuse(source, start + position, found, advice)
  }
}

function refuse(template: string, position: number, found: string, advice: string): never {
  const message = `Found ${found} at position ${position} of the message: ${advice}.`
  throw new DebugInError('INVALID_TEMPLATE', message, { position, found, advice, template })
}
