import { charCodeAt, slice, toLowerCase } from '../natives'

/** A name as redaction compares it: lower case, without `-_@$.`. `X-Api_Key` and `apiKey` come out alike. */
export function normalName(name: string): string {
  const lower = toLowerCase(name)
  let normal = ''
  let kept = 0
  for (let i = 0; i < lower.length; i++) {
    if (!isDropped(charCodeAt(lower, i))) continue
    normal += slice(lower, kept, i)
    kept = i + 1
  }
  return kept === 0 ? lower : normal + slice(lower, kept)
}

/**
 * The last word of a name, in lower case and without a number behind it: `userPIN` → `pin`, `db_pwd2` → `pwd`,
 * `shipping` → `shipping`. Words end where the case rises or a character is no letter.
 */
export function lastWord(name: string): string {
  let end = name.length
  while (end > 0 && !isLetter(charCodeAt(name, end - 1))) end--
  let start = end
  while (start > 0 && isLower(charCodeAt(name, start - 1))) start--
  if (start === end) while (start > 0 && isUpper(charCodeAt(name, start - 1))) start--
  else if (start > 0 && isUpper(charCodeAt(name, start - 1))) start--
  return toLowerCase(slice(name, start, end))
}

/** One of `-_@$.`. */
function isDropped(code: number): boolean {
  return code === 45 || code === 95 || code === 64 || code === 36 || code === 46
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90
}

function isLetter(code: number): boolean {
  return isLower(code) || isUpper(code)
}
