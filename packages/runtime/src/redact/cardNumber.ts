import { charCodeAt } from '../natives'

/** Digits of the shortest and longest card number. */
const SHORTEST = 13
const LONGEST = 19

/** First digits of the issuers, and how long their numbers are. */
const ISSUERS: readonly { from: number; to: number; lengths: readonly number[] }[] = [
  { from: 4, to: 4, lengths: [13, 16, 19] },
  { from: 51, to: 55, lengths: [16] },
  { from: 2221, to: 2720, lengths: [16] },
  { from: 34, to: 34, lengths: [15] },
  { from: 37, to: 37, lengths: [15] },
  { from: 300, to: 305, lengths: [14] },
  { from: 36, to: 36, lengths: [14] },
  { from: 38, to: 39, lengths: [14] },
  { from: 6011, to: 6011, lengths: [16, 19] },
  { from: 644, to: 659, lengths: [16, 19] },
  { from: 3528, to: 3589, lengths: [16, 19] },
  { from: 62, to: 62, lengths: [16, 17, 18, 19] },
  { from: 5018, to: 5018, lengths: [16, 18, 19] },
  { from: 6304, to: 6304, lengths: [16, 18, 19] },
  { from: 6759, to: 6763, lengths: [16, 18, 19] },
]

/**
 * Whether a card number starts at `at`, the first of some digits, with single spaces or hyphens between its groups. At
 * most 20 digits are read.
 *
 * The check digit alone is no proof: one number in ten passes, `1700000000003` (a time in milliseconds) among them. So
 * the first digits and the length have to be those of an issuer.
 */
export function startsCardNumber(text: string, at: number): boolean {
  let digits = ''
  for (let i = at; i <= text.length && digits.length <= LONGEST; i++) {
    const code = i < text.length ? charCodeAt(text, i) : 0
    if (isDigit(code)) {
      digits += text[i]
      continue
    }
    if (isLetter(code)) return false
    if (digits.length >= SHORTEST && hasIssuer(digits) && passesLuhn(digits)) return true
    const separated = (code === 32 || code === 45) && i + 1 < text.length && isDigit(charCodeAt(text, i + 1))
    if (!separated) return false
  }
  return false
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

function hasIssuer(digits: string): boolean {
  let first = 0
  for (let width = 1; width <= 4; width++) {
    first = first * 10 + charCodeAt(digits, width - 1) - 48
    for (let i = 0; i < ISSUERS.length; i++) {
      const { from, to, lengths } = ISSUERS[i] as (typeof ISSUERS)[number]
      if (first < from || first > to) continue
      for (let k = 0; k < lengths.length; k++) if (lengths[k] === digits.length) return true
    }
  }
  return false
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = charCodeAt(digits, digits.length - 1 - i) - 48
    const weighed = i % 2 === 0 ? digit : digit * 2
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return sum % 10 === 0
}
