import { clear, createMap, emptyList, fromCharCode, mapGet, mapSet, Uint8, Uint16 } from '../natives'
import { Alphabet } from './alphabet'
import type { CharacterSet, PatternTree } from './patternTree'
import { ASSERTIONS, CHECK, FORK, MATCH, Program, READ } from './program'

/** States kept; at the limit all are forgotten and found anew. */
const MAX_STATES = 100

/** A new state takes about as long as this many instructions. */
const STEPS_OF_STATE = 8

// What stands before the character that is read next.
const NOTHING = 0
const WORD = 1
const OTHER = 2

/** Not worked out yet. */
const UNKNOWN = 0

/** Reached a match, whatever follows. */
export const ACCEPT = 1

/** No match can be reached any more. */
export const REJECT = 2

/** The state before the first character; those that are found follow. */
export const START = 3

const FIRST = START + 1

/**
 * A program with the sets of instructions that it was in so far, its states: what a state becomes by a character of a
 * class is worked out once, and then looked up. A state is a number.
 */
export class Automaton {
  readonly alphabet: Alphabet
  /** Instructions looked at since the owner set it to 0, and as much for other work as takes about as long. */
  steps = 0
  private readonly program: Program
  private readonly members = emptyList<Uint8Array>()
  /** Whether a match may begin behind the start of the text. */
  private readonly floating: boolean

  /** What a state becomes by a class: `next[state * width + class]`. */
  private readonly next: Uint16Array
  private readonly width: number
  private stateCount = FIRST
  /** What stands before the next character, and the instructions that wait for it, by state. */
  private readonly before = new Uint8(MAX_STATES)
  private readonly waiting = emptyList<Uint16Array>()
  /** The `length` of a typed array is an accessor, which the program can replace. */
  private readonly waitingCounts = new Uint16(MAX_STATES)
  private names = createMap()

  /** The instructions that are reached without reading, each once; `isReached` marks them. */
  private readonly reached: Uint16Array
  private readonly isReached: Uint8Array
  private reachedCount = 0
  /** Marks the instructions behind those that read the character. */
  private readonly isAfter: Uint8Array

  constructor(tree: PatternTree) {
    this.program = new Program(tree)
    const { length, sets } = this.program
    this.alphabet = new Alphabet(sets)
    for (let i = 0; i < sets.length; i++) this.members[i] = this.alphabet.membersOf(sets[i] as CharacterSet)
    this.width = this.alphabet.size + 1
    this.next = new Uint16(MAX_STATES * this.width)
    this.waiting[START] = new Uint16(0)
    this.reached = new Uint16(length)
    this.isReached = new Uint8(length)
    this.isAfter = new Uint8(length)
    this.floating = this.canFloat()
  }

  /** The state after a character of the class, which is the alphabet's size for the end of the text. */
  step(state: number, read: number): number {
    const known = this.next[state * this.width + read] as number
    return known === UNKNOWN ? this.workOut(state, read) : known
  }

  private workOut(state: number, read: number): number {
    const { operations, x } = this.program
    this.reachFrom(state, read)
    let count = 0
    let found = read === this.alphabet.size ? REJECT : UNKNOWN
    for (let i = 0; i < this.reachedCount && found !== ACCEPT; i++) {
      const at = this.reached[i] as number
      if (operations[at] === MATCH) found = ACCEPT
      else if (operations[at] === READ && this.members[x[at] as number]?.[read] === 1) {
        if (this.isAfter[at + 1] === 0) count++
        this.isAfter[at + 1] = 1
      }
    }
    if (found === UNKNOWN && count === 0 && !this.floating) found = REJECT
    // `keep` may forget all states, and then what this one becomes is not worth noting.
    const kept = this.stateCount
    if (found === UNKNOWN) found = this.keep(this.alphabet.words[read] === 1 ? WORD : OTHER, count)
    if (this.stateCount >= kept) this.next[state * this.width + read] = found
    return found
  }

  /** Collects all instructions that the state's ways reach before they read; the list is its own work list. */
  private reachFrom(state: number, read: number): void {
    const { operations, x, y } = this.program
    const before = this.before[state] as number
    const waiting = this.waiting[state] as Uint16Array
    const waitingCount = this.waitingCounts[state] as number
    for (let i = 0; i < this.reachedCount; i++) this.isReached[this.reached[i] as number] = 0
    this.reachedCount = 0
    clear(this.isAfter, 0)
    for (let i = 0; i < waitingCount; i++) this.reach(waiting[i] as number)
    if (before === NOTHING || this.floating) this.reach(0)
    for (let i = 0; i < this.reachedCount; i++) {
      const at = this.reached[i] as number
      if (operations[at] === FORK) {
        this.reach(x[at] as number)
        this.reach(y[at] as number)
      } else if (operations[at] === CHECK && this.holds(x[at] as number, before, read)) {
        this.reach(at + 1)
      }
    }
    this.steps += this.reachedCount + (this.program.length >> 3) + STEPS_OF_STATE
  }

  private reach(at: number): void {
    if (this.isReached[at] === 1) return
    this.isReached[at] = 1
    this.reached[this.reachedCount++] = at
  }

  private holds(assertion: number, before: number, read: number): boolean {
    if (assertion === ASSERTIONS.start) return before === NOTHING
    if (assertion === ASSERTIONS.end) return read === this.alphabet.size
    const isBoundary = (before === WORD) !== (this.alphabet.words[read] === 1)
    return isBoundary === (assertion === ASSERTIONS.boundary)
  }

  /** The state for the marked instructions, in ascending order so that equal sets have one name. */
  private keep(before: number, count: number): number {
    const waiting = new Uint16(count)
    let name = fromCharCode(before)
    for (let at = 0, i = 0; i < count; at++) {
      if (this.isAfter[at] === 0) continue
      waiting[i++] = at
      name += fromCharCode(at)
    }
    const known = mapGet(this.names, name)
    if (known !== undefined) return known
    if (this.stateCount === MAX_STATES) this.forget()
    const state = this.stateCount++
    this.before[state] = before
    this.waiting[state] = waiting
    this.waitingCounts[state] = count
    mapSet(this.names, name, state)
    return state
  }

  private forget(): void {
    clear(this.next, UNKNOWN)
    this.names = createMap()
    this.stateCount = FIRST
  }

  /** `^a|^b` cannot match later than at the start, and gives up at the first other character. */
  private canFloat(): boolean {
    const { operations, x, y, length } = this.program
    this.reach(0)
    for (let i = 0; i < this.reachedCount; i++) {
      const at = this.reached[i] as number
      if (operations[at] === READ || operations[at] === MATCH) return true
      if (operations[at] === FORK) {
        this.reach(x[at] as number)
        this.reach(y[at] as number)
      } else if (x[at] !== ASSERTIONS.start && at + 1 < length) this.reach(at + 1)
    }
    return false
  }
}
