import { emptyList, Uint8, Uint16 } from '../natives'
import { PatternError } from './patternScanner'
import type { Assertion, CharacterSet, PatternTree } from './patternTree'

/** Instructions of one pattern, repeats written out. */
export const MAX_INSTRUCTIONS = 1000

// What an instruction does: reach a match; read a character of set `x`; go on at `x` and at `y`; go on at the next
// instruction where assertion `x` holds.
export const MATCH = 0
export const READ = 1
export const FORK = 2
export const CHECK = 3

/** Assertions by the number that a CHECK carries. */
export const ASSERTIONS: Readonly<Record<Assertion, number>> = { start: 0, end: 1, boundary: 2, noBoundary: 3 }

/**
 * A pattern as instructions for a machine that follows all ways at once
 * (https://swtch.com/~rsc/regexp/regexp2.html). Starts at instruction 0.
 */
export class Program {
  readonly operations = new Uint8(MAX_INSTRUCTIONS)
  readonly x = new Uint16(MAX_INSTRUCTIONS)
  readonly y = new Uint16(MAX_INSTRUCTIONS)
  readonly sets = emptyList<CharacterSet>()
  length = 0

  constructor(tree: PatternTree) {
    this.write(tree)
    this.emit(MATCH)
  }

  private write(tree: PatternTree): void {
    switch (tree.type) {
      case 'empty':
        return
      case 'set':
        this.writeSet(tree.set)
        return
      case 'assertion':
        this.emit(CHECK, ASSERTIONS[tree.assertion])
        return
      case 'sequence':
        this.write(tree.first)
        this.write(tree.second)
        return
      case 'either': {
        const fork = this.emit(FORK)
        this.x[fork] = this.length
        this.write(tree.first)
        const leave = this.emit(FORK)
        this.y[fork] = this.length
        this.write(tree.second)
        this.x[leave] = this.length
        this.y[leave] = this.length
        return
      }
      case 'repeat':
        this.writeRepeat(tree.body, tree.min, tree.max)
        return
    }
  }

  private writeSet(set: CharacterSet): void {
    const { sets } = this
    let number = 0
    // The copies of a repeated body share one set.
    while (number < sets.length && sets[number] !== set) number++
    if (number === sets.length) sets[number] = set
    this.emit(READ, number)
  }

  private writeRepeat(body: PatternTree, min: number, max: number): void {
    for (let i = 0, start = -1; i < min && this.length !== start; i++) {
      // A body that writes nothing is not counted out: `((){1000}){1000}` would count to a million, and so on.
      start = this.length
      this.write(body)
    }
    if (max === Infinity) {
      const fork = this.emit(FORK)
      this.x[fork] = this.length
      this.write(body)
      this.emit(FORK, fork, fork)
      this.y[fork] = this.length
      return
    }
    if (max > min) this.writeOptional(body, max - min)
  }

  /** Up to `count` times the body: each copy stands behind a fork that may leave to the end. */
  private writeOptional(body: PatternTree, count: number): void {
    const start = this.length
    for (let i = 0; i < count; i++) {
      this.emit(FORK)
      this.write(body)
    }
    const size = (this.length - start) / count
    for (let i = 0; i < count; i++) {
      const fork = start + i * size
      this.x[fork] = fork + 1
      this.y[fork] = this.length
    }
  }

  private emit(operation: number, x = 0, y = 0): number {
    const at = this.length
    if (at >= MAX_INSTRUCTIONS) {
      throw new PatternError('it is too large once its repeats are written out; use smaller counts', 0)
    }
    this.operations[at] = operation
    this.x[at] = x
    this.y[at] = y
    this.length++
    return at
  }
}
