import { refuse, textAt } from './refuse'

/** A literal that was read, and the offset after it. */
export interface Read<Value> {
  value: Value
  end: number
}

const NUMBER = /0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0' }

/** Reads a number as JavaScript does. jsep knows no `0x1f`, and reads the octal `010` as ten. */
export function readNumber(source: string, start: number): Read<number> {
  NUMBER.lastIndex = start
  const text = NUMBER.exec(source)?.[0]
  if (text === undefined) refuse(source, start, textAt(source, start), 'a number or a name is expected')
  const end = start + text.length
  const next = source.charAt(end)
  if (next === 'n') refuse(source, end, '"n"', 'BigInt literals are not part of expressions; compare with == 10')
  if (next === '_') refuse(source, end, '"_"', 'write the number without separators')
  if (/^0\d/.test(text)) refuse(source, start, `"${text}"`, 'write the number without a leading zero, octal as 0o17')
  if (/[.\p{ID_Continue}$]/u.test(next)) {
    refuse(source, end, textAt(source, end), `it cannot follow the number ${text} directly`)
  }
  const value = Number(text)
  // Infinity would not survive the way to the program's threads as JSON.
  if (value === Infinity) refuse(source, start, `"${text}"`, 'the number is too large')
  return { value, end }
}

/** Reads a text with JavaScript's escapes. jsep takes `'\u0041'` for `'u0041'`. */
export function readText(source: string, start: number): Read<string> {
  const quote = source.charAt(start)
  let value = ''
  let at = start + 1
  for (;;) {
    if (at >= source.length) refuse(source, start, `an unclosed ${quote}`, `close the text with ${quote}`)
    const sign = source.charAt(at)
    if (sign === quote) return { value, end: at + 1 }
    if (sign === '\\') {
      const escaped = readEscape(source, at)
      value += escaped.value
      at = escaped.end
    } else {
      value += sign
      at++
    }
  }
}

/** Reads the escape whose backslash stands at `start`. */
function readEscape(source: string, start: number): Read<string> {
  const sign = source.charAt(start + 1)
  if (sign === 'x' || sign === 'u') return readCodeEscape(source, start)
  if (/\d/.test(sign) && !/^\\0(?!\d)/.test(source.slice(start, start + 3))) {
    refuse(source, start, `"\\${sign}"`, 'write the character as \\xHH')
  }
  // A backslash before a line end continues the text on the next line.
  if (sign === '\n' || sign === '\u2028' || sign === '\u2029') return { value: '', end: start + 2 }
  if (sign === '\r') return { value: '', end: start + (source.charAt(start + 2) === '\n' ? 3 : 2) }
  const escaped = ESCAPES[sign]
  // JavaScript reads '\d+' as 'd+': as a pattern that makes a condition that is silently never true.
  if (escaped === undefined && !/["'`/\\]/.test(sign)) {
    refuse(source, start, `"\\${sign}"`, `write \\\\${sign} for a backslash in the text, as patterns need it`)
  }
  return { value: escaped ?? sign, end: start + 2 }
}

function readCodeEscape(source: string, start: number): Read<string> {
  const pattern = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\})/y
  pattern.lastIndex = start
  const match = pattern.exec(source)
  const code = Number.parseInt(match?.[1] ?? match?.[2] ?? match?.[3] ?? '', 16)
  if (match === null || code > 0x10ffff) {
    refuse(source, start, JSON.stringify(source.slice(start, start + 2)), 'write \\xHH, \\uHHHH or \\u{H}')
  }
  return { value: String.fromCodePoint(code), end: start + match[0].length }
}
