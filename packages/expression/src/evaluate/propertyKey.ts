import type { ExpressionTree } from '@debugin/protocol'
import { fail, kindOf } from './expressionError'
import { checkBigInt } from './operand'

/**
 * A computed key as a string, a symbol, or a number (which the engine turns into a string by itself). It is turned
 * once: an object whose `toString` gives `id` when it is checked and `constructor` when it is read would pass any
 * check, and running `toString` at all is out of the question.
 */
export function toKey(part: ExpressionTree, value: unknown): string | number | symbol {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'symbol':
      return value
    case 'bigint':
      return `${checkBigInt(part, value)}`
    case 'boolean':
    case 'undefined':
      return `${value}`
    default:
      if (value === null) return 'null'
      return fail(part, 'TypeError', `it is ${kindOf(value)}, and a key is a text, a number or a symbol`)
  }
}
