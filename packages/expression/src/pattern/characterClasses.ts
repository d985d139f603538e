import { max, min } from '../natives'
import type { CharacterSet, Ranges } from './patternTree'

function ranges(from: number, to: number, next: Ranges | null = null): Ranges {
  return { from, to, next }
}

const DIGITS = ranges(0x30, 0x39)

/** `[A-Za-z0-9_]`: what `\w` holds, and what `\b` looks at. */
export const WORD_CHARACTERS = ranges(0x41, 0x5a, ranges(0x61, 0x7a, ranges(0x5f, 0x5f, DIGITS)))

const LINE_ENDS = ranges(0x0a, 0x0a, ranges(0x0d, 0x0d, ranges(0x2028, 0x2029)))

/** White space and line ends as https://tc39.es/ecma262/#sec-compiletocharset has them for `\s`. */
const SPACES = ranges(
  0x09,
  0x0d,
  ranges(
    0x20,
    0x20,
    ranges(
      0xa0,
      0xa0,
      ranges(
        0x1680,
        0x1680,
        ranges(
          0x2000,
          0x200a,
          ranges(
            0x2028,
            0x2029,
            ranges(0x202f, 0x202f, ranges(0x205f, 0x205f, ranges(0x3000, 0x3000, ranges(0xfeff, 0xfeff)))),
          ),
        ),
      ),
    ),
  ),
)

/** What `.` holds: all but line ends. */
export const ANY: CharacterSet = { ranges: LINE_ENDS, negated: true }

/** The set that `\d`, `\w`, `\s` or their capitals stand for; null for other letters. */
export function namedSet(letter: string): CharacterSet | null {
  switch (letter) {
    case 'd':
      return { ranges: DIGITS, negated: false }
    case 'D':
      return { ranges: DIGITS, negated: true }
    case 'w':
      return { ranges: WORD_CHARACTERS, negated: false }
    case 'W':
      return { ranges: WORD_CHARACTERS, negated: true }
    case 's':
      return { ranges: SPACES, negated: false }
    case 'S':
      return { ranges: SPACES, negated: true }
    default:
      return null
  }
}

/** The ranges that a set holds, spelled out: inside `[…]` a `\D` has to become ranges. */
export function positiveRanges(set: CharacterSet): Ranges | null {
  if (!set.negated) return set.ranges
  let result: Ranges | null = null
  let from = 0
  for (;;) {
    // The range that covers `from`, or else the nearest one above it.
    let nearest: Ranges | null = null
    for (let range = set.ranges; range !== null; range = range.next) {
      if (range.to >= from && (nearest === null || range.from < nearest.from)) nearest = range
    }
    if (nearest === null) return from <= 0xffff ? ranges(from, 0xffff, result) : result
    if (nearest.from > from) result = ranges(from, nearest.from - 1, result)
    from = nearest.to + 1
  }
}

/** The ranges with the other case of every letter A–Z and a–z in them. */
export function withBothCases(set: Ranges | null): Ranges | null {
  let result = set
  for (let range = set; range !== null; range = range.next) {
    const upper = overlap(range, 0x41, 0x5a)
    const lower = overlap(range, 0x61, 0x7a)
    if (upper !== null) result = ranges(upper.from + 32, upper.to + 32, result)
    if (lower !== null) result = ranges(lower.from - 32, lower.to - 32, result)
  }
  return result
}

function overlap(range: Ranges, from: number, to: number): Ranges | null {
  const low = max(range.from, from)
  const high = min(range.to, to)
  return low <= high ? ranges(low, high) : null
}
