import type { ExpressionTree } from '@debugin/protocol'
import { dateTime } from '../natives'
import { fail, kindOf } from './expressionError'

/** Beyond this a multiplication or a conversion to text takes long: two numbers of a million digits 10 ms and more. */
const LARGEST_BIGINT = 2n ** 4096n

/** Characters of a text that `+` makes. */
export const MAX_TEXT_LENGTH = 1_048_576

export type Primitive = string | number | bigint | boolean | null | undefined

/**
 * What a comparison or an arithmetic operator takes for the operand: primitives as they are, a Date as its time value.
 * Any other object would have to be asked for one, by its `valueOf` or `toString`.
 *
 * @param part the operand, for the message
 * @param dates whether a Date is taken; not by `+`, which in JavaScript makes it a text in the local time zone
 */
export function toPrimitive(
  part: ExpressionTree,
  value: unknown,
  operator: string,
  dates = operator !== '+',
): Primitive {
  if (typeof value === 'bigint') return checkBigInt(part, value)
  if (typeof value === 'symbol') return fail(part, 'TypeError', `it is a symbol, which ${operator} cannot take`)
  if (typeof value !== 'object' && typeof value !== 'function') return value as Primitive
  if (value === null) return null
  const time = dates ? timeOf(value) : undefined
  if (time !== undefined) return time
  return fail(part, 'TypeError', `it is ${kindOf(value)}, which ${operator} cannot take; use a property of it`)
}

/** The time value of a Date, undefined for other objects, Proxies of Dates among them; no code of the program runs. */
export function timeOf(value: unknown): number | undefined {
  try {
    return dateTime(value as Date)
  } catch {
    return undefined
  }
}

/** @throws ExpressionError for a BigInt too large to work with */
export function checkBigInt(part: ExpressionTree, value: bigint): bigint {
  if (isTooLarge(value)) fail(part, 'RangeError', 'the BigInt has more than 4096 bits')
  return value
}

/** @throws ExpressionError for a text that takes long to read as a BigInt */
export function checkDigits(part: ExpressionTree, value: Primitive): void {
  if (typeof value === 'string' && value.length > 2000) {
    fail(part, 'RangeError', `a text of ${value.length} characters is not compared with a BigInt`)
  }
}

/** Whether a BigInt is too large to work with, or to print. */
export function isTooLarge(value: bigint): boolean {
  return value > LARGEST_BIGINT || value < -LARGEST_BIGINT
}
