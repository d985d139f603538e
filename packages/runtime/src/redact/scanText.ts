import { charCodeAt } from '../natives'

/** The text holds a character that JSON escapes. */
export const NEEDS_ESCAPE = 1
/** It holds a run of characters as long as the shortest token. */
export const LONG_RUN = 2
/** It holds as many digits as the shortest card number, with nothing but spaces and hyphens between. */
export const MANY_DIGITS = 4
/** It holds `@`, as in `user:password@`. */
export const HAS_AT = 8
/** It holds `=`, as in `token=x`. */
export const HAS_EQUALS = 16
/** It holds `B` or `b`, as in `Bearer x`. */
export const HAS_B = 32
/** The text could hold a credential, so it is worth a closer look. */
export const SUSPICIOUS = LONG_RUN | MANY_DIGITS | HAS_AT | HAS_EQUALS | HAS_B

/** More bits of `CLASS`, what one character means to the scan: a space or hyphen, which may stand between digits. */
const GAP = 2
/** Part of a token: letters, digits, `-`, `_`. */
const TOKEN = 64
const DIGIT = 128

/** Shortest run of token characters in any credential that `credentials.ts` knows by its shape. */
const TOKEN_RUN = 16
/** Digits of the shortest card number. */
const CARD_DIGITS = 13
/** What a scan answers of what it has seen. */
const ANSWERED = NEEDS_ESCAPE | HAS_AT | HAS_EQUALS | HAS_B

/** Indexed by character code, below 128. */
const CLASS = new Uint8Array(128)
for (let code = 0; code < 128; code++) {
  const digit = code >= 48 && code <= 57
  const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
  CLASS[code] =
    (code < 32 || code === 34 || code === 92 ? NEEDS_ESCAPE : 0) |
    (digit || letter || code === 45 || code === 95 ? TOKEN : 0) |
    (digit ? DIGIT : 0) |
    (code === 32 || code === 45 ? GAP : 0) |
    (code === 64 ? HAS_AT : 0) |
    (code === 61 ? HAS_EQUALS : 0) |
    (code === 66 || code === 98 ? HAS_B : 0)
}

/**
 * Reads a text once for both questions that every captured string is asked, whether it can be quoted as it
 * is and whether it could be a credential, and answers in bits. Most strings of a program are harmless and cost nothing
 * more (2.5 ns a character).
 */
export function scanText(text: string): number {
  let seen = 0
  let run = 0
  let longest = 0
  let digits = 0
  let mostDigits = 0
  for (let i = 0; i < text.length; i++) {
    const code = charCodeAt(text, i)
    if (code >= 128) {
      run = digits = 0
      // A surrogate without its other half has to be escaped: a lone one is no valid UTF-8.
      if (code >= 0xd800 && code <= 0xdfff) seen |= NEEDS_ESCAPE
      continue
    }
    const kind = CLASS[code] as number
    seen |= kind
    if ((kind & TOKEN) === 0) run = 0
    else if (++run > longest) longest = run
    if ((kind & DIGIT) === 0) digits = (kind & GAP) === 0 ? 0 : digits
    else if (++digits > mostDigits) mostDigits = digits
  }
  return (seen & ANSWERED) | (longest >= TOKEN_RUN ? LONG_RUN : 0) | (mostDigits >= CARD_DIGITS ? MANY_DIGITS : 0)
}
