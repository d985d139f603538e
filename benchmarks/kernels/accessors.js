'use strict'

// Money, dates and intervals as value objects: getters, setters, statics and private members a line long.

const ENTRIES = 3_000

class Money {
  #cents

  constructor(cents) {
    this.#cents = cents
  }

  static #zero = new Money(0)

  static get zero() {
    return Money.#zero
  }

  static of(units, cents) {
    return new Money(units * 100 + cents)
  }

  get cents() {
    return this.#cents
  }

  get units() {
    return Math.trunc(this.#cents / 100)
  }

  get isDebt() {
    return this.#cents < 0
  }

  plus(other) {
    return new Money(this.#cents + other.#cents)
  }

  minus(other) {
    return this.plus(other.#negated())
  }

  share(part, whole) {
    return new Money(Math.trunc((this.#cents * part) / whole))
  }

  #negated() {
    return new Money(-this.#cents)
  }
}

/** A day of a calendar with twelve months of thirty days. */
class Day {
  #number

  constructor(number) {
    this.#number = number
  }

  get number() {
    return this.#number
  }

  get year() {
    return Math.trunc(this.#number / 360)
  }

  get month() {
    return Math.trunc((this.#number % 360) / 30) + 1
  }

  get dayOfMonth() {
    return (this.#number % 30) + 1
  }

  get isFirstOfMonth() {
    return this.dayOfMonth === 1
  }

  get next() {
    return new Day(this.#number + 1)
  }

  isBefore(other) {
    return this.#number < other.#number
  }
}

class Interval {
  constructor(start, end) {
    this.start = start
    this.end = end
  }

  get length() {
    return this.end.number - this.start.number
  }

  get isEmpty() {
    return this.length <= 0
  }

  contains(day) {
    return !day.isBefore(this.start) && day.isBefore(this.end)
  }

  *[Symbol.iterator]() {
    for (let day = this.start; day.isBefore(this.end); day = day.next) yield day
  }
}

class Account {
  #balance = Money.zero
  #turnover = Money.zero
  limit = Money.of(-2_000, 0)

  get balance() {
    return this.#balance
  }

  set balance(amount) {
    if (amount.cents < this.limit.cents) return
    this.turnover = amount.minus(this.#balance)
    this.#balance = amount
  }

  get turnover() {
    return this.#turnover
  }

  set turnover(change) {
    this.#turnover = this.#turnover.plus(change.isDebt ? Money.zero.minus(change) : change)
  }

  get isOverdrawn() {
    return this.balance.isDebt
  }
}

class SavingsAccount extends Account {
  static rate = 3

  get interest() {
    return super.balance.share(SavingsAccount.rate, 1200)
  }

  set balance(amount) {
    super.balance = amount.isDebt ? Money.zero : amount
  }

  get balance() {
    return super.balance
  }
}

function keepBooks(days) {
  const current = new Account()
  const savings = new SavingsAccount()
  const period = new Interval(new Day(720), new Day(720 + days))
  const summer = new Interval(new Day(900), new Day(960))
  let overdrawnDays = 0
  for (const day of period) {
    const spent = Money.of(day.dayOfMonth * 3, day.month)
    current.balance = current.balance.minus(spent)
    if (summer.contains(day)) current.balance = current.balance.minus(Money.of(20, 50))
    if (day.isFirstOfMonth) {
      current.balance = current.balance.plus(Money.of(1_450 + day.year, 0))
      savings.balance = savings.balance.plus(Money.of(100, 0)).plus(savings.interest)
    }
    if (current.isOverdrawn) overdrawnDays++
  }
  const { cents } = current.balance.plus(savings.balance)
  return cents + overdrawnDays * 7 + current.turnover.units + (period.isEmpty ? 1 : period.length)
}

function run(scale) {
  let checksum = 0
  for (let i = 0; i < 30 * scale; i++) checksum = (Math.imul(checksum, 31) + keepBooks(ENTRIES + i)) | 0
  return checksum
}

module.exports = {
  name: 'accessors',
  isolates: 'getters, setters, static and private members small enough that V8 always inlines them',
  run,
  expected: { 1: -931553469, 2: 976136824 },
}
