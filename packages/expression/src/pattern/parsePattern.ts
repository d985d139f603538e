import { charCodeAt, slice } from '../natives'
import { ANY, namedSet, positiveRanges, withBothCases } from './characterClasses'
import { PatternScanner } from './patternScanner'
import { type CharacterSet, type PatternTree, type Ranges, sequenceOf } from './patternTree'

/** Characters of a pattern. */
export const MAX_PATTERN_LENGTH = 512

const MAX_GROUP_DEPTH = 30

/**
 * Reads a regular expression of the kind that can be matched in time linear in the text: all of JavaScript's without
 * flags but lookaround, back references, `\p{…}` and `\c`. A leading `(?i)` lets A–Z and a–z match each other. Where
 * JavaScript tolerates an unneeded sign (`]`, `{id}`), so does this; unknown escapes of letters are errors.
 *
 * @throws PatternError that says what was found where
 */
export function parsePattern(source: string): PatternTree {
  if (source.length > MAX_PATTERN_LENGTH) {
    throw new PatternScanner(source).error(`it has ${source.length} characters, ${MAX_PATTERN_LENGTH} are the limit`)
  }
  const anyCase = slice(source, 0, 4) === '(?i)'
  return new PatternParser(source, anyCase ? 4 : 0, anyCase).parse()
}

class PatternParser extends PatternScanner {
  private depth = 0

  constructor(
    source: string,
    start: number,
    private readonly anyCase: boolean,
  ) {
    super(source)
    this.at = start
  }

  parse(): PatternTree {
    const tree = this.parseAlternatives()
    if (this.at < this.source.length) throw this.error('")" closes nothing; write \\) for the sign')
    return tree
  }

  private parseAlternatives(): PatternTree {
    let tree = this.parseSequence()
    while (this.take('|')) tree = { type: 'either', first: tree, second: this.parseSequence() }
    return tree
  }

  private parseSequence(): PatternTree {
    let tree: PatternTree = { type: 'empty' }
    while (this.at < this.source.length && !this.sees('|') && !this.sees(')')) {
      tree = sequenceOf(tree, this.parseRepeat())
    }
    return tree
  }

  private parseRepeat(): PatternTree {
    const isGroup = this.sees('(')
    const body = this.parseAtom()
    const count = this.takeCount()
    if (count === null) return body
    // `(?:^)*` is fine, as in JavaScript.
    if (body.type === 'assertion' && !isGroup) throw this.error('^, $, \\b and \\B cannot be repeated')
    // Shortest or longest makes no difference to whether a text matches.
    this.take('?')
    if (this.takeCount() !== null) throw this.error('two quantifiers follow each other')
    return { type: 'repeat', body, min: count.min, max: count.max }
  }

  private parseAtom(): PatternTree {
    if (this.takeCount() !== null) throw this.error('nothing stands before the quantifier')
    const sign = this.next()
    switch (sign) {
      case '(':
        return this.parseGroup()
      case '[':
        return this.setOf(this.parseClass())
      case '.':
        return { type: 'set', set: ANY }
      case '^':
        return { type: 'assertion', assertion: 'start' }
      case '$':
        return { type: 'assertion', assertion: 'end' }
      case '\\':
        return this.parseEscape()
      default:
        return this.setOf(characters(charCodeAt(sign, 0)))
    }
  }

  private parseGroup(): PatternTree {
    if (++this.depth > MAX_GROUP_DEPTH) throw this.error(`groups are nested deeper than ${MAX_GROUP_DEPTH}`)
    if (this.take('?') && !this.take(':')) this.takeGroupName()
    const tree = this.parseAlternatives()
    if (!this.take(')')) throw this.error('a group is not closed; write \\( for the sign')
    this.depth--
    return tree
  }

  private parseEscape(): PatternTree {
    if (this.take('b')) return { type: 'assertion', assertion: 'boundary' }
    if (this.take('B')) return { type: 'assertion', assertion: 'noBoundary' }
    const named = namedSet(this.peek())
    if (named === null) return this.setOf(characters(this.takeEscapedCode()))
    this.at++
    return this.setOf(named)
  }

  /** After the `[`. */
  private parseClass(): CharacterSet {
    const negated = this.take('^')
    let ranges: Ranges | null = null
    while (!this.take(']')) {
      if (this.at >= this.source.length) throw this.error('a [ is not closed; write \\[ for the sign')
      const named = this.takeNamedSet()
      if (named !== null) {
        if (this.seesRange()) throw this.error('a range cannot start with a class; write \\- for the sign')
        ranges = joined(positiveRanges(named), ranges)
        continue
      }
      const from = this.takeClassCode()
      let to = from
      if (this.seesRange()) {
        this.at++
        if (this.takeNamedSet() !== null) throw this.error('a range cannot end with a class; write \\- for the sign')
        to = this.takeClassCode()
        if (to < from) throw this.error('a range runs backwards')
      }
      ranges = { from, to, next: ranges }
    }
    return { ranges, negated }
  }

  private takeNamedSet(): CharacterSet | null {
    if (!this.sees('\\')) return null
    const named = namedSet(this.peek(1))
    if (named !== null) this.at += 2
    return named
  }

  /** One character of a class; `\b` is a backspace there. */
  private takeClassCode(): number {
    if (this.at >= this.source.length) throw this.error('a [ is not closed; write \\[ for the sign')
    const sign = this.next()
    if (sign !== '\\') return charCodeAt(sign, 0)
    return this.take('b') ? 8 : this.takeEscapedCode()
  }

  private setOf(set: CharacterSet): PatternTree {
    if (this.anyCase) return { type: 'set', set: { ranges: withBothCases(set.ranges), negated: set.negated } }
    return { type: 'set', set }
  }
}

function characters(code: number): CharacterSet {
  return { ranges: { from: code, to: code, next: null }, negated: false }
}

/** The ranges of both lists. */
function joined(list: Ranges | null, rest: Ranges | null): Ranges | null {
  let result = rest
  for (let range = list; range !== null; range = range.next) {
    result = { from: range.from, to: range.to, next: result }
  }
  return result
}
