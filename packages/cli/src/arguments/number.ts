import { InvalidArgumentError } from 'commander'

/**
 * Makes a reader for whole numbers.
 *
 * @param most the greatest that is taken
 * @throws InvalidArgumentError from the reader, saying what it takes
 */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
    if (number >= least && number <= most) return number
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} up` : `from ${least} to ${most}`
    throw new InvalidArgumentError(`It takes a whole number ${range}.`)
  }
}

/** Reads a port; 0 means any free one. */
export const parsePort = wholeNumber(0, 65_535)

/**
 * Reads a number greater than 0, such as `0.5`.
 *
 * @throws InvalidArgumentError
 */
export function parseRate(text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (number > 0 && Number.isFinite(number)) return number
  throw new InvalidArgumentError('It takes a number greater than 0.')
}

/**
 * Reads a share: a number from 0 to 1.
 *
 * @throws InvalidArgumentError
 */
export function parseShare(text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (number >= 0 && number <= 1) return number
  throw new InvalidArgumentError('It takes a number from 0 to 1.')
}

/**
 * Reads growing numbers with commas between them.
 *
 * @throws InvalidArgumentError
 */
export function parseBounds(text: string): number[] {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const grow = numbers.every((number, at) => Number.isFinite(number) && (at === 0 || number > (numbers[at - 1] ?? 0)))
  if (grow) return numbers
  throw new InvalidArgumentError('It takes growing numbers with commas between them: 10,100,1000.')
}

/** Gathers the values of an option that may be repeated. */
export function gather(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value]
}
