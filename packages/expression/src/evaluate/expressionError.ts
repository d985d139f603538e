import type { ExpressionTree } from '@debugin/protocol'
import { errorPrototype, setPrototypeOf } from '../natives'
import { printExpression } from '../printExpression'

/**
 * What kept an expression from a value. `ReferenceError`: a name that is not in reach or not initialised yet.
 * `TypeError`: an operand of the wrong kind. `RangeError`: too much work. `SyntaxError`: a pattern that came as data.
 * `AccessorError`, `ProxyError`: reading on would run code of the program. `ForbiddenKeyError`: `constructor` and the
 * like, as a computed key.
 */
export type ExpressionErrorType =
  | 'ReferenceError'
  | 'TypeError'
  | 'RangeError'
  | 'SyntaxError'
  | 'AccessorError'
  | 'ProxyError'
  | 'ForbiddenKeyError'

/**
 * The only thing that a compiled expression throws.
 *
 * It inherits from `Error` without being built by it: a condition that fails at every hit would pay 12 µs each time
 * for a stack trace of the debugger itself, and the program's `Error.prepareStackTrace` could run.
 */
export class ExpressionError implements Error {
  readonly name = 'ExpressionError'

  constructor(
    /** The text of the part that failed. */
    readonly expression: string,
    readonly errorType: ExpressionErrorType,
    readonly message: string,
  ) {}
}
setPrototypeOf(ExpressionError.prototype, errorPrototype)

/** @throws ExpressionError about the given part */
export function fail(part: ExpressionTree, errorType: ExpressionErrorType, message: string): never {
  throw new ExpressionError(printExpression(part), errorType, message)
}

/** A value as a message names it, without looking into it: `undefined`, `a function`, `an object`. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return `${value}`
  const type = typeof value
  return type === 'object' ? 'an object' : `a ${type}`
}
