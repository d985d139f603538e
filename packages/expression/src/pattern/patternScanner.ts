import { charCodeAt } from '../natives'

/** What is wrong with a pattern. No `Error` of its own kind: it is turned into one where the pattern came from. */
export class PatternError {
  constructor(
    readonly message: string,
    /** 0-based offset into the pattern. */
    readonly position: number,
  ) {}
}

/** How often something repeats. */
export interface Count {
  min: number
  max: number
}

/** Repeats of `{n,m}`. */
const MAX_COUNT = 1000

/** Reads a pattern sign by sign, without a regular expression: `RegExp.prototype.exec` can be replaced. */
export class PatternScanner {
  protected at = 0

  constructor(protected readonly source: string) {}

  error(message: string): PatternError {
    return new PatternError(`${message} (position ${this.at} of the pattern)`, this.at)
  }

  /** The sign at the given distance; empty behind the end, where an index would look on `String.prototype`. */
  protected peek(distance = 0): string {
    const at = this.at + distance
    return at < this.source.length ? (this.source[at] as string) : ''
  }

  protected sees(sign: string): boolean {
    return this.peek() === sign
  }

  protected take(sign: string): boolean {
    if (this.peek() !== sign) return false
    this.at++
    return true
  }

  protected next(): string {
    const sign = this.peek()
    this.at++
    return sign
  }

  /** A `-` that makes a range, and is not the last sign of a class. */
  protected seesRange(): boolean {
    return this.sees('-') && this.peek(1) !== ']' && this.peek(1) !== ''
  }

  /** `*`, `+`, `?` or `{n,m}`; null if none stands here: `{id}` and `{,3}` are plain signs. */
  protected takeCount(): Count | null {
    if (this.take('*')) return { min: 0, max: Infinity }
    if (this.take('+')) return { min: 1, max: Infinity }
    if (this.take('?')) return { min: 0, max: 1 }
    if (!this.sees('{')) return null
    const start = this.at
    this.at++
    const min = this.takeNumber()
    const hasMax = min !== -1 && this.take(',')
    const max = hasMax ? this.takeNumber() : min
    if (min === -1 || !this.take('}')) {
      this.at = start
      return null
    }
    const count = { min, max: max === -1 ? Infinity : max }
    if (count.max < min) throw this.error('a quantifier runs backwards')
    if (min > MAX_COUNT || (max > MAX_COUNT && max !== -1)) throw this.error(`it repeats more than ${MAX_COUNT} times`)
    return count
  }

  /** After `(?`, where no `:` stands: a name in `<…>`, or what cannot be matched in linear time. */
  protected takeGroupName(): void {
    if (!this.take('<') || this.sees('=') || this.sees('!')) {
      throw this.error('lookahead, lookbehind and flags other than a leading (?i) are not supported')
    }
    while (!this.take('>')) {
      if (!isWordCode(this.peek())) throw this.error('the name of a group is not closed with >')
      this.at++
    }
  }

  /** After a backslash: the code of the character that the escape stands for. */
  protected takeEscapedCode(): number {
    if (this.at >= this.source.length) throw this.error('a backslash stands at the end')
    const sign = this.next()
    switch (sign) {
      case 'n':
        return 10
      case 'r':
        return 13
      case 't':
        return 9
      case 'v':
        return 11
      case 'f':
        return 12
      case 'x':
        return this.takeHex(2)
      case 'u':
        return this.takeHex(4)
      case '0':
        if (digitOf(this.peek(), 10) === -1) return 0
    }
    if (digitOf(sign, 10) !== -1 || sign === 'k') throw this.error('back references are not supported')
    if (isWordCode(sign) && sign !== '_') throw this.error(`the escape \\${sign} is not supported`)
    return charCodeAt(sign, 0)
  }

  private takeHex(digits: number): number {
    let code = 0
    for (let i = 0; i < digits; i++) {
      const digit = digitOf(this.peek(), 16)
      if (digit === -1) throw this.error(`an escape needs ${digits} hexadecimal digits`)
      code = code * 16 + digit
      this.at++
    }
    return code
  }

  /** A whole number, at most 10,000 whatever its length; -1 if none stands here. */
  private takeNumber(): number {
    let value = -1
    for (;;) {
      const digit = digitOf(this.peek(), 10)
      if (digit === -1) return value
      value = (value === -1 ? 0 : value) * 10 + digit
      if (value > 10_000) value = 10_000
      this.at++
    }
  }
}

function digitOf(sign: string, base: 10 | 16): number {
  const code = sign === '' ? 0 : charCodeAt(sign, 0)
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const lower = code | 0x20
  return base === 16 && lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1
}

function isWordCode(sign: string): boolean {
  const code = sign === '' ? 0 : charCodeAt(sign, 0)
  const lower = code | 0x20
  return (code >= 0x30 && code <= 0x39) || (lower >= 0x61 && lower <= 0x7a) || code === 0x5f || code === 0x24
}
