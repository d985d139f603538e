import { charCodeAt, slice, stringify } from '../natives'
import { NEEDS_ESCAPE, scanText } from '../redact/scanText'

/**
 * A text as JSON; `scan` is `scanText(text)`. `JSON.stringify` asks a primitive string for no `toJSON`; most texts do not
 * even need it (10 ns instead of 100).
 */
export function quoteScanned(text: string, scan: number): string {
  return (scan & NEEDS_ESCAPE) === 0 ? `"${text}"` : stringify(text)
}

/** A text as JSON. */
export function quote(text: string): string {
  return quoteScanned(text, scanText(text))
}

/** The first `length` characters, one less if that would cut a character in two. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text
  const last = length > 0 ? charCodeAt(text, length - 1) : 0
  return slice(text, 0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length)
}
