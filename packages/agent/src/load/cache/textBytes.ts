/** The encodings that a text is kept in: they hold every string that fits, lone surrogates included, and are fast. */
export type TextEncoding = 'latin1' | 'utf16le'

const NOT_LATIN1 = /[^\0-\xff]/

/** The shorter of the two that holds a text. */
export function encodingOf(text: string): TextEncoding {
  return NOT_LATIN1.test(text) ? 'utf16le' : 'latin1'
}
