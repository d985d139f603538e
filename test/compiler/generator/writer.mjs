import { Choices } from './choices.mjs'

/** What the parts of the generator share while one program is written. */
export class Writer {
  #uses

  /**
   * @param first the number that calls of `use` are counted from
   */
  constructor(numbers, first) {
    this.#uses = first
    this.choices = new Choices(numbers)
  }

  /** A number that no other call of `use` in the program has. */
  nextUse() {
    return ++this.#uses
  }

  /** Between two statements: what ends the first, and lets the second begin on the same line or another. */
  end() {
    return this.choices.of([';\n', '\n', '; ', ' // said\n', ';/* said\n*/ '])
  }

  /** Where a line break means nothing. */
  gap() {
    return this.choices.of([' ', ' ', ' ', '\n', ' /* gap */ ', ' // gap\n'])
  }
}
