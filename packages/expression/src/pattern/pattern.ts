import { charCodeAt } from '../natives'
import { ACCEPT, Automaton, REJECT, START } from './automaton'
import { parsePattern } from './parsePattern'
import { PatternError } from './patternScanner'

/** Instructions that one test may look at; a character whose step is already known takes none. */
export const MAX_STEPS = 100_000

/** Characters of a text that is tested. */
export const MAX_TEXT_LENGTH = 1_000_000

/**
 * A regular expression that is tested in time linear in the text: it follows all ways through the pattern at once,
 * where JavaScript's own engine tries them one after the other. `^(a+)+$` on thirty `a` and a `b` keeps that engine
 * busy for minutes, and takes thirty-one short steps here.
 *
 * It is looked for anywhere in the text, as by `RegExp.prototype.test`; `^` and `$` tie it to the ends.
 */
export class Pattern {
  private readonly automaton: Automaton

  /** @throws PatternError */
  constructor(readonly source: string) {
    this.automaton = new Automaton(parsePattern(source))
  }

  /** Instructions that the last test looked at. */
  get steps(): number {
    return this.automaton.steps
  }

  /** @throws PatternError when the text is too long or takes too many steps */
  test(text: string): boolean {
    const { automaton } = this
    const { alphabet } = automaton
    const { length } = text
    if (length > MAX_TEXT_LENGTH) {
      throw new PatternError(`the text has ${length} characters, ${MAX_TEXT_LENGTH} are the limit`, 0)
    }
    automaton.steps = 0
    let state = START
    for (let at = 0; at <= length; at++) {
      const read = at < length ? alphabet.classOf(charCodeAt(text, at)) : alphabet.size
      state = automaton.step(state, read)
      if (state === ACCEPT) return true
      if (state === REJECT) return false
      if (automaton.steps > MAX_STEPS) throw new PatternError('the pattern needs too many steps on this text', 0)
    }
    return false
  }
}
