import { charCodeAt, indexOf, startsWith, toLowerCase } from '../natives'
import { startsCardNumber } from './cardNumber'
import { HAS_AT, HAS_B, LONG_RUN, MANY_DIGITS } from './scanText'
import { isTokenCode, isWordCode, startsToken } from './tokenShapes'

/** Letters of a JWT's header and body that are the least: `{"alg":"none"}` has 19. */
const JWT_PART = 10
/** Characters of a user name in a URL from which it is taken for a token: `https://<token>@host`. */
const TOKEN_USER = 20
/** A token inside a sentence (`… Bearer abc…`) is one if it is this long or holds a digit. */
const BARE_TOKEN = 20

/**
 * Whether a text holds something that grants access: a JWT, a private key in PEM, a known token of a cloud or a
 * forge, `Bearer …` or `Basic …`, a password in a URL, a card number.
 *
 * Time is linear in the length: a card number or a known token is compared for a bounded length, `jwtEnd` is not asked
 * again inside what it has read, and a URL's userinfo ends at the next `/`.
 *
 * @param scan `scanText(text)`: most questions need not be asked
 */
export function looksLikeCredential(text: string, scan: number): boolean {
  if ((scan & HAS_B) !== 0 && isAuthorization(text)) return true
  if ((scan & HAS_AT) !== 0 && holdsUserInfo(text)) return true
  if ((scan & (LONG_RUN | MANY_DIGITS)) === 0) return false
  return holdsPrivateKey(text) || holdsToken(text)
}

function holdsToken(text: string): boolean {
  let afterWord = false
  let jwtRead = 0
  for (let i = 0; i < text.length; i++) {
    const code = charCodeAt(text, i)
    const word = isWordCode(code)
    if (word && !afterWord) {
      if (code >= 48 && code <= 57) {
        // Not the decimals of a fraction: `0.4111111111111111`.
        const fraction = i > 1 && charCodeAt(text, i - 1) === 46 && charCodeAt(text, i - 2) <= 57
        if (!fraction && startsCardNumber(text, i)) return true
      }
      if (code === 101 && i >= jwtRead && startsWith(text, 'eyJ', i)) {
        jwtRead = jwtEnd(text, i)
        if (jwtRead < 0) return true
      }
      if (startsToken(text, i)) return true
    }
    afterWord = word
  }
  return false
}

/** Where the header of what starts like a JWT at `at` ends, negated if it is one: `header.body.signature`. */
function jwtEnd(text: string, at: number): number {
  const header = runEnd(text, at)
  const dotted = header < text.length && charCodeAt(text, header) === 46
  if (header - at < JWT_PART || !dotted) return header
  const body = runEnd(text, header + 1)
  return body - header - 1 >= JWT_PART ? -body : header
}

function runEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && isTokenCode(charCodeAt(text, end))) end++
  return end
}

/** A whole header value, `Bearer x` or `Basic eDp5`, or `Bearer` and what must be a token inside a longer text. */
function isAuthorization(text: string): boolean {
  const bearer = indexOf(text, 'earer ')
  if (bearer === 1 && toLowerCase(text[0] as string) === 'b') {
    if (text.length > 7 && indexOf(text, ' ', 7) === -1) return true
  }
  for (let at = bearer; at !== -1; at = indexOf(text, 'earer ', at + 6)) {
    if (at > 0 && toLowerCase(text[at - 1] as string) === 'b' && isBareToken(text, at + 6)) return true
  }
  return isBasic(text)
}

function isBareToken(text: string, at: number): boolean {
  let end = at
  let digit = false
  while (end < text.length && (isTokenCode(charCodeAt(text, end)) || charCodeAt(text, end) === 46)) {
    digit ||= charCodeAt(text, end) <= 57 && charCodeAt(text, end) >= 48
    end++
  }
  return end - at >= BARE_TOKEN || (digit && end - at >= 6)
}

/** `Basic` and base64 with a capital, digit or padding: `Basic training` is none. */
function isBasic(text: string): boolean {
  if (!startsWith(text, 'asic ', 1) || toLowerCase(text[0] as string) !== 'b' || text.length < 10) return false
  let mixed = false
  for (let i = 6; i < text.length; i++) {
    const code = charCodeAt(text, i)
    if (code === 61 || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)) mixed = true
    else if (!isTokenCode(code) && code !== 43 && code !== 47) return false
  }
  return mixed
}

/** PEM of a private key; certificates and public keys are public. */
function holdsPrivateKey(text: string): boolean {
  return indexOf(text, '-----BEGIN ') !== -1 && indexOf(text, 'PRIVATE KEY') !== -1
}

/** `scheme://user:password@host`, or a user that is long enough to be a token. */
function holdsUserInfo(text: string): boolean {
  for (let at = indexOf(text, '://'); at !== -1; at = indexOf(text, '://', at + 3)) {
    let colon = -1
    let sign = -1
    let i = at + 3
    for (; i < text.length; i++) {
      const code = charCodeAt(text, i)
      if (code === 64) sign = i
      else if (code === 58 && colon === -1) colon = i
      else if (code === 47 || code === 63 || code === 35 || code <= 32 || code === 34 || code === 39) break
    }
    if (sign === -1) continue
    if (colon !== -1 && colon < sign - 1) return true
    if (sign - at - 3 >= TOKEN_USER) return true
  }
  return false
}
