import type { BinaryOperator } from '@debugin/protocol'
import type { TreeOf } from '../treeOf'
import { fail, kindOf } from './expressionError'
import { MAX_TEXT_LENGTH, type Primitive, toPrimitive } from './operand'
import type { Reader } from './scope'

/** Compiles `+ - * / %`. */
export function compileArithmetic<Context>(
  tree: TreeOf<'binary'>,
  left: Reader<Context>,
  right: Reader<Context>,
): Reader<Context> {
  const { operator } = tree
  return (context) => {
    const a = left(context)
    const b = right(context)
    if (typeof a === 'number' && typeof b === 'number') return calculate(operator, a, b)
    return calculateSlowly(tree, a, b)
  }
}

function calculateSlowly(tree: TreeOf<'binary'>, left: unknown, right: unknown): unknown {
  const { operator } = tree
  const a = toPrimitive(tree.left, left, operator)
  const b = toPrimitive(tree.right, right, operator)
  const isText = operator === '+' && (typeof a === 'string' || typeof b === 'string')
  if (isText) return concatenate(tree, a, b)
  if (typeof a === 'bigint' || typeof b === 'bigint') {
    if (typeof a !== typeof b) {
      const kinds = `${kindOf(a)} and ${kindOf(b)}`
      fail(tree, 'TypeError', `${kinds} cannot be mixed in ${operator}; compare them instead`)
    }
    if (b === 0n && (operator === '/' || operator === '%')) fail(tree, 'RangeError', 'division of a BigInt by zero')
  }
  return calculate(operator, a as number, b as number)
}

function concatenate(tree: TreeOf<'binary'>, a: Primitive, b: Primitive): string {
  const length = lengthOf(a) + lengthOf(b)
  if (length > MAX_TEXT_LENGTH) fail(tree, 'RangeError', `a text of ${length} characters is too long to make`)
  return `${a}${b}`
}

function lengthOf(value: Primitive): number {
  return typeof value === 'string' ? value.length : 0
}

/** Typed as for numbers; JavaScript's rules for other primitives run no code of the program. */
function calculate(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    default:
      return a % b
  }
}
