import { Pattern } from '../pattern/pattern'
import { PatternError } from '../pattern/patternScanner'
import type { TreeOf } from '../treeOf'
import type { Link } from './chain'
import { fail, kindOf } from './expressionError'
import type { Reader } from './scope'
import { failText } from './textTest'

/** Compiles `text matches pattern`; a pattern that comes as data is kept until another one comes. */
export function matchesLink<Context>(tree: TreeOf<'textTest'>, operand: Reader<Context>): Link<Context> {
  let last: Pattern | null = null
  return (text, context) => {
    const source = operand(context)
    if (typeof text !== 'string') failText(tree, text)
    if (typeof source !== 'string') {
      fail(tree.operand, 'TypeError', `it is ${kindOf(source)}, and matches takes its pattern as a text`)
    }
    if (last === null || last.source !== source) last = readPattern(tree, source)
    return testPattern(tree, last, text)
  }
}

function readPattern(tree: TreeOf<'textTest'>, source: string): Pattern {
  try {
    return new Pattern(source)
  } catch (error) {
    if (error instanceof PatternError) fail(tree.operand, 'SyntaxError', `the pattern cannot be used: ${error.message}`)
    throw error
  }
}

function testPattern(tree: TreeOf<'textTest'>, pattern: Pattern, text: string): boolean {
  try {
    return pattern.test(text)
  } catch (error) {
    if (error instanceof PatternError) fail(tree, 'RangeError', error.message)
    throw error
  }
}
