import type { TreeOf } from '../treeOf'
import { fail } from './expressionError'
import { toPrimitive } from './operand'
import type { Reader } from './scope'

/** Compiles `! - + typeof`. */
export function compileUnary<Context>(tree: TreeOf<'unary'>, operand: Reader<Context>): Reader<Context> {
  switch (tree.operator) {
    case '!':
      return (context) => !operand(context)
    case 'typeof':
      return (context) => typeof operand(context)
    case '-':
      return (context) => -(toPrimitive(tree.operand, operand(context), '-') as number)
    default:
      return (context) => {
        const value = toPrimitive(tree.operand, operand(context), 'unary +')
        if (typeof value === 'bigint') fail(tree, 'TypeError', 'a BigInt cannot be turned into a number')
        return +(value as number)
      }
  }
}
