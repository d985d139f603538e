/** Characters by their UTF-16 code, from `from` to `to` inclusive, and those of the next range. */
export interface Ranges {
  from: number
  to: number
  next: Ranges | null
}

/** A set of characters: those in the ranges, or all others. */
export interface CharacterSet {
  ranges: Ranges | null
  negated: boolean
}

/** `^`, `$`, `\b` and `\B`. */
export type Assertion = 'start' | 'end' | 'boundary' | 'noBoundary'

/** A parsed pattern; sequences and alternatives come in pairs. `max` of a repeat may be Infinity. */
export type PatternTree =
  | { type: 'empty' }
  | { type: 'set'; set: CharacterSet }
  | { type: 'assertion'; assertion: Assertion }
  | { type: 'sequence'; first: PatternTree; second: PatternTree }
  | { type: 'either'; first: PatternTree; second: PatternTree }
  | { type: 'repeat'; body: PatternTree; min: number; max: number }

/** Whether a set holds a character. */
export function holdsCharacter(set: CharacterSet, code: number): boolean {
  for (let range = set.ranges; range !== null; range = range.next) {
    if (code >= range.from && code <= range.to) return !set.negated
  }
  return set.negated
}

/** `first` followed by `second`. */
export function sequenceOf(first: PatternTree, second: PatternTree): PatternTree {
  return first.type === 'empty' ? second : { type: 'sequence', first, second }
}
