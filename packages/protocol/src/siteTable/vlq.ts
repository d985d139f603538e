/**
 * Base64 VLQ, as source maps write it (https://tc39.es/ecma426/#sec-base64-vlq), over whole signed 32-bit numbers:
 * small numbers take one character, and the text needs no escaping in JavaScript.
 */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

const VALUES = new Uint8Array(128)
for (let i = 0; i < DIGITS.length; i++) VALUES[DIGITS.charCodeAt(i)] = i

/** Collects numbers into one string. */
export class VlqWriter {
  text = ''

  write(value: number): void {
    let rest = value < 0 ? (-value << 1) | 1 : value << 1
    do {
      const digit = rest & 31
      rest >>>= 5
      this.text += DIGITS[rest > 0 ? digit | 32 : digit]
    } while (rest > 0)
  }
}

/** Reads back what a `VlqWriter` wrote, number by number. */
export class VlqReader {
  /** @param at the character of the text that is read next */
  constructor(
    private readonly text: string,
    public at = 0,
  ) {}

  /** Passes by so many numbers. */
  skip(count: number): void {
    for (let left = count; left > 0; left--) while ((VALUES[this.text.charCodeAt(this.at++)] as number) & 32);
  }

  read(): number {
    let value = 0
    let shift = 0
    let digit: number
    do {
      digit = VALUES[this.text.charCodeAt(this.at++)] as number
      value |= (digit & 31) << shift
      shift += 5
    } while (digit & 32)
    return value & 1 ? -(value >>> 1) : value >>> 1
  }
}
