import type { PartOfJson } from './jsonScanner.js'

/**
 * Parses JSON. Python's `json.dumps` writes the bare words `NaN`, `Infinity` and `-Infinity`, which JSON does not have;
 * they become the marked objects that stand for such numbers in events.
 *
 * @throws SyntaxError when the text is not JSON even so
 */
export function parseJson(text: string): PartOfJson {
  try {
    return { text, value: JSON.parse(text) }
  } catch (error) {
    const spelled = spellNumbers(text)
    if (spelled === text) throw error
    return { text: spelled, value: JSON.parse(spelled) }
  }
}

/**
 * Cuts the text of an array into the texts of its elements.
 *
 * @param text valid JSON, an array
 */
export function splitElements(text: string): string[] {
  const elements: string[] = []
  let depth = 0
  let start = 0
  const cut = (end: number) => {
    const element = text.slice(start, end).trim()
    if (element !== '') elements.push(copy(element))
    start = end + 1
  }
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at) - 1
    else if (character === '[' || character === '{') {
      if (depth++ === 0) start = at + 1
    } else if (character === ']' || character === '}') {
      if (--depth === 0) cut(at)
    } else if (character === ',' && depth === 1) cut(at)
  }
  return elements
}

/** A loop and no regular expression over the whole text: V8 runs out of stack on one that crosses a long string. */
function spellNumbers(text: string): string {
  let spelled = ''
  for (let at = 0; at < text.length; ) {
    const quote = text.indexOf('"', at)
    const end = quote === -1 ? text.length : quote
    spelled += text
      .slice(at, end)
      .replace(/-?\bInfinity\b|\bNaN\b/g, (word) => `{"__tpd_type__":"number","__repr__":"${word}"}`)
    at = quote === -1 ? end : endOfString(text, quote)
    spelled += text.slice(end, at)
  }
  return spelled
}

/** The index behind the quote that ends the string which starts at `quote`. */
function endOfString(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at++) {
    const character = text[at]
    if (character === '\\') at++
    else if (character === '"') return at + 1
  }
  return text.length
}

/** V8 keeps the whole text alive for a slice of it: one kept event would hold the batch that it came in. */
function copy(text: string): string {
  return Buffer.from(text).toString()
}
