/** Control characters, and those that change the direction or the breaking of a text. */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

const WRITTEN: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * A text of the program's as one line that a terminal takes literally: `\x1b]0;…` in a captured value would else
 * rename the window, or do worse.
 */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => WRITTEN[character] ?? escapeOf(character))
}

function escapeOf(character: string): string {
  const code = character.charCodeAt(0)
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}
