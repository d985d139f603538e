import type { BinaryOperator } from '@debugin/protocol'
import type { TreeOf } from '../treeOf'
import { checkDigits, type Primitive, toPrimitive } from './operand'
import type { Reader } from './scope'

/** Compiles `== != === !==`. */
export function compileEquality<Context>(
  tree: TreeOf<'binary'>,
  left: Reader<Context>,
  right: Reader<Context>,
): Reader<Context> {
  switch (tree.operator) {
    case '===':
      return (context) => left(context) === right(context)
    case '!==':
      return (context) => left(context) !== right(context)
    case '==':
      return (context) => isLooselyEqual(tree, left(context), right(context))
    default:
      return (context) => !isLooselyEqual(tree, left(context), right(context))
  }
}

/**
 * `==` among primitives as in JavaScript. An object equals itself only: JavaScript would ask it for a primitive, and
 * `[1] == 1` is true by way of `Array.prototype.toString`.
 */
function isLooselyEqual(tree: TreeOf<'binary'>, a: unknown, b: unknown): boolean {
  if (typeof a === typeof b || isObject(a) || isObject(b)) return a === b
  if (typeof a === 'bigint' || typeof b === 'bigint') checkBigIntPair(tree, a, b)
  // biome-ignore lint/suspicious/noDoubleEquals: this is the operator, and neither operand is an object
  return a == b
}

function checkBigIntPair(tree: TreeOf<'binary'>, a: unknown, b: unknown): void {
  checkDigits(tree.left, a as Primitive)
  checkDigits(tree.right, b as Primitive)
}

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

/** Compiles `< <= > >=`: numbers, texts, BigInts and Dates. */
export function compileRelation<Context>(
  tree: TreeOf<'binary'>,
  left: Reader<Context>,
  right: Reader<Context>,
): Reader<Context> {
  const { operator } = tree
  const slow = (a: unknown, b: unknown): boolean => compareSlowly(tree, a, b)
  // One function each: a switch at every hit would cost more than the comparison.
  switch (operator) {
    case '<':
      return (context) => {
        const a = left(context)
        const b = right(context)
        return typeof a === 'number' && typeof b === 'number' ? a < b : slow(a, b)
      }
    case '<=':
      return (context) => {
        const a = left(context)
        const b = right(context)
        return typeof a === 'number' && typeof b === 'number' ? a <= b : slow(a, b)
      }
    case '>':
      return (context) => {
        const a = left(context)
        const b = right(context)
        return typeof a === 'number' && typeof b === 'number' ? a > b : slow(a, b)
      }
    default:
      return (context) => {
        const a = left(context)
        const b = right(context)
        return typeof a === 'number' && typeof b === 'number' ? a >= b : slow(a, b)
      }
  }
}

function compareSlowly(tree: TreeOf<'binary'>, left: unknown, right: unknown): boolean {
  const a = toPrimitive(tree.left, left, tree.operator)
  const b = toPrimitive(tree.right, right, tree.operator)
  if (typeof a === 'bigint' || typeof b === 'bigint') checkBigIntPair(tree, a, b)
  return compare(tree.operator, a as number, b as number)
}

/** Typed as for numbers; JavaScript's rules for other primitives run no code of the program. */
function compare(operator: BinaryOperator, a: number, b: number): boolean {
  switch (operator) {
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    default:
      return a >= b
  }
}
