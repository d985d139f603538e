import type { ExpressionTree } from '@debugin/protocol'
import { charCodeAt, stringify } from './natives'

/** How tight a form binds; a part that binds less tight than its place asks for is put in parentheses. */
const LOOSEST = 0
const OR = 2
const AND = 3
const EQUALITY = 4
const RELATION = 5
const SUM = 6
const PRODUCT = 7
const UNARY = 8
const LINK = 9

/** The text of a tree, in JavaScript's spelling; it parses to the same tree again. Runs no code of the program. */
export function printExpression(tree: ExpressionTree): string {
  return print(tree, LOOSEST)
}

function print(tree: ExpressionTree, place: number): string {
  const text = printBare(tree)
  return rankOf(tree) < place ? `(${text})` : text
}

function printBare(tree: ExpressionTree): string {
  switch (tree.type) {
    case 'literal':
      return printLiteral(tree.value)
    case 'name':
      return tree.name
    case 'member':
      return `${printObject(tree.object)}${printKey(tree.key, tree.optional)}`
    case 'index':
      return `${printObject(tree.object)}${tree.optional ? '?.' : ''}[${print(tree.key, LOOSEST)}]`
    case 'chain':
      return printBare(tree.body)
    case 'unary':
      return `${tree.operator === 'typeof' ? 'typeof ' : tree.operator}${printOperand(tree.operator, tree.operand)}`
    case 'binary': {
      const rank = rankOf(tree)
      return `${print(tree.left, rank)} ${tree.operator} ${print(tree.right, rank + 1)}`
    }
    case 'logical':
      return printLogical(tree.operator, tree.left, tree.right)
    case 'conditional':
      return `${print(tree.test, OR - 1)} ? ${print(tree.consequent, LOOSEST)} : ${print(tree.alternate, LOOSEST)}`
    case 'textTest':
      return `${printObject(tree.object)}${tree.optional ? '?.' : '.'}${tree.name}(${print(tree.operand, LOOSEST)})`
    case 'call': {
      const argument = print(tree.argument, LOOSEST)
      return tree.name === 'keyCount' ? `Object.keys(${argument}).length` : `${tree.name}(${argument})`
    }
  }
}

function printLiteral(value: string | number | boolean | null | undefined): string {
  return typeof value === 'string' ? stringify(value) : `${value}`
}

/** What stands before a `.`: a number would take the `.` for its own, and a chain would go on. */
function printObject(tree: ExpressionTree): string {
  if (tree.type === 'chain' || (tree.type === 'literal' && typeof tree.value === 'number')) {
    return `(${printBare(tree)})`
  }
  return print(tree, LINK)
}

function printKey(key: string, optional: boolean): string {
  if (isPlainName(key)) return `${optional ? '?.' : '.'}${key}`
  return `${optional ? '?.' : ''}[${stringify(key)}]`
}

/** `- -a` and not `--a`, which would count down. */
function printOperand(operator: string, operand: ExpressionTree): string {
  const text = print(operand, UNARY)
  return operator !== '!' && operator !== 'typeof' && text[0] === operator ? `(${text})` : text
}

/** `??` beside `&&` or `||` needs parentheses on either side. */
function printLogical(operator: '&&' | '||' | '??', left: ExpressionTree, right: ExpressionTree): string {
  const rank = operator === '&&' ? AND : OR
  const leftPlace = left.type === 'logical' && (left.operator === '??') !== (operator === '??') ? LINK : rank
  const rightPlace = right.type === 'logical' && (right.operator === '??') !== (operator === '??') ? LINK : rank + 1
  return `${print(left, leftPlace)} ${operator} ${print(right, rightPlace)}`
}

function rankOf(tree: ExpressionTree): number {
  switch (tree.type) {
    case 'conditional':
      return LOOSEST
    case 'logical':
      return tree.operator === '&&' ? AND : OR
    case 'unary':
      return UNARY
    case 'binary':
      return rankOfBinary(tree.operator)
    default:
      return LINK
  }
}

function rankOfBinary(operator: string): number {
  switch (operator) {
    case '==':
    case '!=':
    case '===':
    case '!==':
      return EQUALITY
    case '+':
    case '-':
      return SUM
    case '*':
    case '/':
    case '%':
      return PRODUCT
    default:
      return RELATION
  }
}

/** Whether a key can stand behind a dot: ASCII letters, digits, `_` and `$`. */
function isPlainName(key: string): boolean {
  for (let i = 0; i < key.length; i++) {
    const code = charCodeAt(key, i)
    const lower = code | 0x20
    const isDigit = code >= 0x30 && code <= 0x39
    if (!(lower >= 0x61 && lower <= 0x7a) && code !== 0x5f && code !== 0x24 && !(isDigit && i > 0)) return false
  }
  return key.length > 0
}
