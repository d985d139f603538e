import { charCodeAt, indexOf, slice } from '../natives'
import { isTokenCode } from './tokenShapes'

/** Characters of a parameter's name that are read. */
const NAME_LENGTH = 64

/**
 * Whether a text carries a value under a name that `hides`, as URLs, forms, cookies and connection strings do:
 * `/callback?access_token=x`, `Server=db;Password=x`, `sid=x; theme=dark`. Not what is code or prose: `token = next()`.
 */
export function holdsSecretParameter(text: string, hides: (name: string) => boolean): boolean {
  for (let at = indexOf(text, '='); at !== -1; at = indexOf(text, '=', at + 1)) {
    const start = nameStart(text, at)
    if (start === at || !isValueStart(text, at + 1)) continue
    if (start > 0 && !isSeparator(charCodeAt(text, start - 1))) continue
    if (hides(slice(text, start, at))) return true
  }
  return false
}

function nameStart(text: string, end: number): number {
  let start = end
  while (start > 0 && end - start < NAME_LENGTH && isNameCode(charCodeAt(text, start - 1))) start--
  return start
}

function isNameCode(code: number): boolean {
  return isTokenCode(code) || code === 46
}

/** `?`, `&`, `;`, `#`, `,` or white space. */
function isSeparator(code: number): boolean {
  return code === 63 || code === 38 || code === 59 || code === 35 || code === 44 || code <= 32
}

function isValueStart(text: string, at: number): boolean {
  if (at >= text.length) return false
  const code = charCodeAt(text, at)
  return code !== 61 && code !== 62 && code !== 38 && code > 32
}
