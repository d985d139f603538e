import type { BinaryOperator, BuiltIn, ExpressionTree, LogicalOperator, UnaryOperator } from '@debugin/protocol'
import { isForbiddenKey } from '../forbiddenKeys'
import { Pattern } from '../pattern/pattern'
import { PatternError } from '../pattern/patternScanner'
import type { TextTest } from '../treeOf'
import type { JsepNode } from '../vendor/jsep'
import { builtInNamed, calleeText, keyCountArguments, textTestNamed } from './calls'
import { MAX_DEPTH, MAX_NODES } from './limits'
import { REFUSED_WORDS } from './operators'
import { refuse } from './refuse'

/**
 * Turns what jsep read into a checked tree: only the forms that are named here get through, whatever jsep may learn.
 */
export class TreeBuilder {
  private nodes = 0

  constructor(private readonly source: string) {}

  /** @param depth levels above this node */
  build(node: JsepNode, depth = 0): ExpressionTree {
    this.count(node, depth)
    const below = depth + 1
    switch (node.type) {
      case 'Literal':
        return { type: 'literal', value: node.value as string | number | boolean | null | undefined }
      case 'Identifier':
        return { type: 'name', name: this.checkName(node) }
      case 'ThisExpression':
        return { type: 'name', name: 'this' }
      case 'MemberExpression':
      case 'CallExpression':
        return this.buildChain(node, depth)
      case 'UnaryExpression':
        return {
          type: 'unary',
          operator: node.operator as UnaryOperator,
          operand: this.build(node.argument as JsepNode, below),
        }
      case 'BinaryExpression':
        return this.buildBinary(node, below)
      case 'ConditionalExpression':
        return {
          type: 'conditional',
          test: this.build(node.test as JsepNode, below),
          consequent: this.build(node.consequent as JsepNode, below),
          alternate: this.build(node.alternate as JsepNode, below),
        }
      default:
        return this.refuse(node, `a ${node.type}`, 'it is not part of expressions')
    }
  }

  private buildBinary(node: JsepNode, below: number): ExpressionTree {
    const { operator } = node
    const left = node.left as JsepNode
    const right = node.right as JsepNode
    const name = textTestNamed(operator)
    if (name !== null) {
      if (left.operator === '!' && left.grouped !== true) {
        this.refuse(left, '"!"', `it binds tighter than ${name}; write not before the whole test, or parentheses`)
      }
      return this.textTest(name, this.build(left, below), right, false, below)
    }
    if (operator === '&&' || operator === '||' || operator === '??') {
      const logical: LogicalOperator = operator
      return { type: 'logical', operator: logical, left: this.build(left, below), right: this.build(right, below) }
    }
    if (operator === 'in' && left.type === 'Literal') this.checkKey(left, left.value)
    return {
      type: 'binary',
      operator: operator as BinaryOperator,
      left: this.build(left, below),
      right: this.build(right, below),
    }
  }

  /** The whole of `a?.b.c`; parentheses end a chain: in `(a?.b).c` the `.c` fails when `a` is null. */
  private buildChain(node: JsepNode, depth: number): ExpressionTree {
    const body = this.buildLink(node, depth)
    return hasOptionalLink(body) ? { type: 'chain', body } : body
  }

  private buildLink(node: JsepNode, depth: number): ExpressionTree {
    const below = depth + 1
    if (node.type === 'CallExpression') return this.buildCall(node, below)
    const keyCount = keyCountArguments(node)
    if (keyCount !== null) return this.builtIn('keyCount', node, keyCount, below)
    const object = this.buildObject(node.object as JsepNode, below)
    const property = node.property as JsepNode
    const optional = node.optional === true
    const key = node.computed === true ? property.value : property.name
    if (typeof key !== 'string') return { type: 'index', object, key: this.build(property, below), optional }
    this.checkKey(property, key)
    return { type: 'member', object, key, optional }
  }

  /** What stands before a link: the same chain, unless it stands in parentheses of its own. */
  private buildObject(node: JsepNode, depth: number): ExpressionTree {
    const isLink = node.type === 'MemberExpression' || node.type === 'CallExpression'
    if (!isLink || node.grouped === true) return this.build(node, depth)
    this.count(node, depth)
    return this.buildLink(node, depth)
  }

  private buildCall(node: JsepNode, below: number): ExpressionTree {
    const callee = node.callee as JsepNode
    const given = node.arguments ?? []
    const builtIn = builtInNamed(callee)
    if (builtIn !== null && node.optional !== true) return this.builtIn(builtIn, callee, given, below)
    const name = callee.type === 'MemberExpression' && callee.computed !== true ? callee.property?.name : undefined
    const test = textTestNamed(name)
    if (test === null || node.optional === true) {
      this.refuse(
        callee.property ?? callee,
        `a call of ${calleeText(callee)}`,
        'calls run code of the program; only startsWith, endsWith, contains, includes and matches of a text, ' +
          'len(x), isDefined(x) and Object.keys(x).length can be called',
      )
    }
    const operand = this.onlyArgument(`${name}()`, callee.property as JsepNode, given)
    const object = this.buildObject(callee.object as JsepNode, below)
    return this.textTest(test, object, operand, callee.optional === true, below)
  }

  private textTest(
    name: TextTest,
    object: ExpressionTree,
    operand: JsepNode,
    optional: boolean,
    below: number,
  ): ExpressionTree {
    if (name === 'matches' && operand.type === 'Literal') this.checkPattern(operand)
    return { type: 'textTest', name, object, operand: this.build(operand, below), optional }
  }

  private builtIn(name: BuiltIn, node: JsepNode, given: JsepNode[], below: number): ExpressionTree {
    const shown = name === 'keyCount' ? 'Object.keys()' : `${name}()`
    return { type: 'call', name, argument: this.build(this.onlyArgument(shown, node, given), below) }
  }

  private onlyArgument(shown: string, node: JsepNode, given: JsepNode[]): JsepNode {
    const [only] = given
    if (only !== undefined && given.length === 1) return only
    return this.refuse(node, `${given.length} arguments of ${shown}`, 'it takes one')
  }

  private checkName(node: JsepNode): string {
    const name = node.name as string
    if (REFUSED_WORDS.has(name) || name === 'typeof' || name === 'in' || name === 'instanceof') {
      this.refuse(node, `"${name}"`, 'a name or a value is expected')
    }
    this.checkKey(node, name)
    return name
  }

  private checkKey(node: JsepNode, key: unknown): void {
    if (isForbiddenKey(key)) this.refuse(node, `"${key}"`, 'this property is never readable')
  }

  private checkPattern(node: JsepNode): void {
    if (typeof node.value !== 'string') this.refuse(node, `${node.value}`, 'matches takes its pattern as a text')
    try {
      new Pattern(node.value)
    } catch (error) {
      if (!(error instanceof PatternError)) throw error
      this.refuse(node, `the pattern ${JSON.stringify(node.value)}`, error.message)
    }
  }

  private count(node: JsepNode, depth: number): void {
    if (depth >= MAX_DEPTH) this.refuse(node, 'a part', `it is nested deeper than ${MAX_DEPTH} levels`)
    if (++this.nodes > MAX_NODES) this.refuse(node, 'a part', `the expression has more than ${MAX_NODES} parts`)
  }

  private refuse(node: JsepNode, found: string, advice: string): never {
    return refuse(this.source, startOf(node), found, advice)
  }
}

function hasOptionalLink(tree: ExpressionTree): boolean {
  if (tree.type !== 'member' && tree.type !== 'index' && tree.type !== 'textTest') return false
  return tree.optional || hasOptionalLink(tree.object)
}

/** An operator in the middle of `a + b + c` has no position of its own: that of its first operand is shown. */
function startOf(node: JsepNode): number {
  let first: JsepNode | undefined = node
  while (first !== undefined) {
    if (first.start !== undefined) return first.start
    first = first.left ?? first.object ?? first.callee ?? first.test ?? first.argument
  }
  return 0
}
