import { endsWith, includes, startsWith } from '../natives'
import { printExpression } from '../printExpression'
import type { TextTest, TreeOf } from '../treeOf'
import type { Link } from './chain'
import { collectionContains } from './collection'
import { fail, kindOf } from './expressionError'
import { matchesLink } from './matches'
import { toPrimitive } from './operand'
import type { Reader, Scope } from './scope'

/**
 * Product of the lengths of a text and of what is looked for in it. V8's search takes that many steps at worst:
 * twenty million are 8 ms, and `'a…a'` of 10 MB in which `'a…ab…a'` of 4 KB is looked for took 11 s.
 */
const MAX_SEARCH = 20_000_000

/** Compiles `startsWith`, `endsWith`, `contains` and `matches`. */
export function textTestLink<Context>(
  tree: TreeOf<'textTest'>,
  operand: Reader<Context>,
  scope: Scope<Context>,
): Link<Context> {
  const { name } = tree
  if (name === 'matches') return matchesLink(tree, operand)
  return (text, context) => {
    const value = operand(context)
    if (typeof text === 'string') {
      return testText(
        tree,
        name,
        text,
        typeof value === 'string' ? value : `${toPrimitive(tree.operand, value, name, false)}`,
      )
    }
    const found = name === 'contains' ? collectionContains(tree, text, value, scope.isProxy) : null
    return found ?? failText(tree, text)
  }
}

function testText(tree: TreeOf<'textTest'>, name: TextTest, text: string, part: string): boolean {
  if (name === 'startsWith') return startsWith(text, part)
  if (name === 'endsWith') return endsWith(text, part)
  if (part.length <= text.length && part.length * text.length > MAX_SEARCH) {
    const lengths = `${part.length} characters in a text of ${text.length}`
    fail(tree, 'RangeError', `looking for ${lengths} would take too long`)
  }
  return includes(text, part)
}

/** @throws ExpressionError: what is tested is no text */
export function failText(tree: TreeOf<'textTest'>, value: unknown): never {
  const what = tree.name === 'contains' ? 'a text, an array, a Set or a Map is' : 'a text is'
  return fail(tree, 'TypeError', `${printExpression(tree.object)} is ${kindOf(value)}, and ${what} needed`)
}
