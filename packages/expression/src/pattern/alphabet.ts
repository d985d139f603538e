import { Uint8, Uint16, Uint32 } from '../natives'
import { WORD_CHARACTERS } from './characterClasses'
import { type CharacterSet, holdsCharacter, type Ranges } from './patternTree'

const WORD: CharacterSet = { ranges: WORD_CHARACTERS, negated: false }

/**
 * The characters in classes that a pattern does not tell apart: for `^/api/\d+$` those are `/`, `a`, `p`, `i`, the
 * digits and a few of all others. One class more stands for the end of the text.
 */
export class Alphabet {
  /** First character of each class, ascending. */
  private readonly starts: Uint32Array
  private readonly ascii = new Uint16(128)
  /** Classes of characters; also the number of the class that means the end. */
  readonly size: number
  /** 1 for classes of word characters. */
  readonly words: Uint8Array

  constructor(sets: { [index: number]: CharacterSet; length: number }) {
    let most = 2 + 2 * countRanges(WORD_CHARACTERS)
    for (let i = 0; i < sets.length; i++) most += 2 * countRanges((sets[i] as CharacterSet).ranges)
    this.starts = new Uint32(most)
    let count = addStarts(this.starts, 1, WORD_CHARACTERS)
    for (let i = 0; i < sets.length; i++) count = addStarts(this.starts, count, (sets[i] as CharacterSet).ranges)
    this.size = count
    this.words = this.membersOf(WORD)
    for (let code = 0; code < 128; code++) this.ascii[code] = this.search(code)
  }

  /** The class of a character. */
  classOf(code: number): number {
    return code < 128 ? (this.ascii[code] as number) : this.search(code)
  }

  /** 1 for the classes that lie in the set; the end lies in none. */
  membersOf(set: CharacterSet): Uint8Array {
    const members = new Uint8(this.size + 1)
    for (let i = 0; i < this.size; i++) members[i] = holdsCharacter(set, this.starts[i] as number) ? 1 : 0
    return members
  }

  private search(code: number): number {
    let low = 0
    let high = this.size - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.starts[middle] as number) <= code) low = middle
      else high = middle - 1
    }
    return low
  }
}

function countRanges(list: Ranges | null): number {
  let count = 0
  for (let range = list; range !== null; range = range.next) count++
  return count
}

/** Inserts the bounds of the ranges into the sorted `starts`, and returns how many it holds then. */
function addStarts(starts: Uint32Array, count: number, list: Ranges | null): number {
  let filled = count
  for (let range = list; range !== null; range = range.next) {
    filled = insert(starts, filled, range.from)
    filled = insert(starts, filled, range.to + 1)
  }
  return filled
}

function insert(starts: Uint32Array, count: number, code: number): number {
  let at = count
  while (at > 0 && (starts[at - 1] as number) > code) at--
  if (at > 0 && starts[at - 1] === code) return count
  if (code > 0xffff) return count
  for (let i = count; i > at; i--) starts[i] = starts[i - 1] as number
  starts[at] = code
  return count + 1
}
