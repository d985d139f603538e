/**
 * Decisions read from a list of numbers, so that fast-check can shrink a program by shrinking the list. When the list
 * is used up every decision is 0, and 0 is always the simplest choice: what is left of a program comes to an end.
 */
export class Choices {
  #numbers
  #at = 0

  constructor(numbers) {
    this.#numbers = numbers
  }

  /** From 0 to `count - 1`. */
  upTo(count) {
    const number = this.#numbers[this.#at++] ?? 0
    return number % count
  }

  /** One of several, the simplest first. */
  of(list) {
    return list[this.upTo(list.length)]
  }

  /** Whether something with a chance of one in `times` happens. */
  oneIn(times) {
    return this.upTo(times) === times - 1
  }

  /** Nothing is left to decide. */
  get done() {
    return this.#at >= this.#numbers.length
  }
}
