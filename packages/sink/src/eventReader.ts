import { DebugInError } from '@debugin/protocol'
import { tooLarge } from './body.js'
import { type PartOfJson, readParts } from './jsonScanner.js'
import { membersOf } from './jsonShape.js'
import { parseJson, splitElements } from './jsonText.js'

/** What the sink reads of an event; the rest is kept as it came. */
const READ_MEMBERS = membersOf({
  name: true,
  timestamp: true,
  id: true,
  client: { runtime: true, applicationName: true },
  payload: { probeId: true, probeType: true, file: true, line: true },
})

/** What a body holds: one event, or the elements of an array; each may be anything yet. */
export interface ReadBody {
  isBatch: boolean
  parts: PartOfJson[]
}

/**
 * Reads the events of a body.
 *
 * @param maxLength characters that it may have
 * @throws DebugInError INVALID_JSON or BODY_TOO_LARGE
 */
export function readEvents(bytes: Buffer, maxLength: number): ReadBody {
  const read = readParts(bytes, READ_MEMBERS)
  if (read !== null) return { isBatch: read.isArray, parts: read.parts }
  const { text, value } = parseText(new TextDecoder().decode(bytes))
  // Spelling out the words that only Python knows makes a text longer.
  if (text.length > maxLength) throw tooLarge(text.length, maxLength)
  if (!Array.isArray(value)) return { isBatch: false, parts: [{ value, text }] }
  const texts = splitElements(text)
  return { isBatch: true, parts: value.map((one: unknown, index) => ({ value: one, text: texts[index] as string })) }
}

function parseText(text: string): PartOfJson {
  try {
    return parseJson(text)
  } catch (error) {
    const { message } = error as Error
    throw new DebugInError('INVALID_JSON', `The body is not JSON: ${message}`, { reason: message }, error)
  }
}
