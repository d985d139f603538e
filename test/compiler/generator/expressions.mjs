import { writeClass } from './classes.mjs'
import { writeArrow, writeFunctionExpression } from './functions.mjs'
import { writeObject } from './objects.mjs'
import { writeAssignmentPattern } from './patterns.mjs'

/** Deeper than this, expressions are names and numbers. */
const DEEPEST = 4

/** Any expression, in parentheses where something could bind closer. */
export function writeExpression(writer, scope, depth = 0) {
  const { choices } = writer
  if (depth >= DEEPEST || choices.done) return writeSimple(writer, scope)
  const forms = depth === 0 || choices.oneIn(2) ? [...LIGHT, ...HEAVY] : LIGHT
  return choices.of(forms)(writer, scope, depth + 1)
}

function writeSimple(writer, scope) {
  const { choices } = writer
  if (scope.readable.length === 0 || choices.oneIn(2)) return choices.of(['1', '0', "'x'", 'null', 'undefined', '-1'])
  return choices.of(scope.readable)
}

/** Something that can stand before a dot or be called. */
export function writeOperand(writer, scope, depth) {
  return `(${writeExpression(writer, scope, depth)})`
}

/** A list for a call; functions get at what is spread by iterating, in the order of the list. */
export function writeArguments(writer, scope, depth) {
  const { choices } = writer
  const list = []
  while (list.length < 3 && choices.oneIn(2)) {
    const value = writeExpression(writer, scope, depth)
    list.push(choices.oneIn(5) ? `...few(${value})` : `(${value})`)
  }
  return list.join(`,${writer.gap()}`)
}

const writeUse = (writer, scope, depth) => `use(${writer.nextUse()}, ${writeOperand(writer, scope, depth)})`

/** A call that could lead back here without passing a statement costs fuel by itself. */
function writeCall(writer, scope, depth) {
  const { choices } = writer
  const guard = `use(${writer.nextUse()}) && `
  const args = writeArguments(writer, scope, depth)
  const callee = choices.oneIn(4) ? writeOperand(writer, scope, depth) : writeCallee(writer, scope)
  const form = choices.of(['()', '()', 'new', '.m()', '?.()', '?.m?.()', '.call', '``', '[]()'])
  const text = {
    '()': () => `${callee}(${args})`,
    new: () => `new (${callee})(${args})`,
    '.m()': () => `${callee}.m(${args})`,
    '?.()': () => `${callee}?.(${args})`,
    '?.m?.()': () => `${callee}?.m?.(${args})`,
    '.call': () =>
      `${callee}.call(${choices.of(['this', 'undefined', '1', '{ m: 2 }'])}${args === '' ? '' : ', '}${args})`,
    '``': () => `${callee}\`t\${${writeExpression(writer, scope, depth)}}\``,
    '[]()': () => `${callee}[${choices.of(["'m'", '0', "'a'"])}](${args})`,
  }[form]()
  return `(${guard}${text})`
}

/** A name that probably holds a function. */
export function writeCallee(writer, scope) {
  const names = scope.callable.length > 0 && !writer.choices.oneIn(8) ? scope.callable : scope.readable
  return names.length === 0 ? 'use' : writer.choices.of(names)
}

function writeOwn(writer, scope, depth) {
  const { code } = scope
  const { choices } = writer
  const words = ['this', `this?.${choices.of(['a', 'm'])}`, 'typeof this']
  if (code.arguments) {
    words.push('arguments', 'arguments[0]', 'arguments.length', '[...arguments]', '({ arguments })')
    words.push(`use(${writer.nextUse()}) && arguments[0]?.(1)`, `arguments[1] = ${writeSimple(writer, scope)}`)
    words.push('arguments[0]++', 'delete arguments[0]', '(() => arguments[0])()', 'use.apply(this, few(arguments))')
  }
  if (code.newTarget) words.push('new.target', 'new.target?.name', '(() => new.target)()')
  if (code.superProperty)
    words.push('super.m', 'super.a = 2', `use(${writer.nextUse()}) && super.m?.(1)`, '() => super.m')
  if (code.privateName) words.push('#p in this', 'this.#p', 'this.#p = 3', `use(${writer.nextUse()}) && this.#q?.(1)`)
  if (code.async) {
    words.push(`await ${writeOperand(writer, scope, depth)}`, `await use(${writer.nextUse()}, 0)`)
  }
  if (code.generator) {
    words.push(
      `yield ${writeOperand(writer, scope, depth)}`,
      'yield',
      `yield* few(${writeExpression(writer, scope, depth)})`,
    )
  }
  return `(${choices.of(words)})`
}

function writeMember(writer, scope, depth) {
  const { choices } = writer
  const operand = writeOperand(writer, scope, depth)
  const object = choices.oneIn(6) ? operand : `(${operand} ?? {})`
  const member = choices.of([
    '.a',
    '.m',
    '?.a',
    '?.a.m',
    "['b']",
    `[s(${writeSimple(writer, scope)})]`,
    '.name',
    '.length',
  ])
  const rest = member.startsWith('?') ? '' : choices.of(['', '', ` = ${writeExpression(writer, scope, depth)}`, '++'])
  const form = `${object}${member}${rest}`
  return `(${rest === '' && choices.oneIn(6) ? 'delete ' : ''}${form})`
}

function writeAssignment(writer, scope, depth) {
  const { choices } = writer
  const name = choices.oneIn(12) ? choices.of(['loose', ...scope.readable]) : choices.of(['loose', ...scope.changeable])
  const value = writeExpression(writer, scope, depth)
  const form = choices.of([`= ${value}`, `+= s(${value})`, '++', `??= ${value}`, `&&= ${value}`, `||= ${value}`])
  return `(${name}${form})`
}

const writePatternAssignment = (writer, scope, depth) =>
  `(${writeAssignmentPattern(writer, scope, depth)} = ${writeOperand(writer, scope, depth)})`

function writeOperators(writer, scope, depth) {
  const left = writeOperand(writer, scope, depth)
  const right = writeOperand(writer, scope, depth)
  const texts = [`s(${left}) + s(${right})`, `${left} === ${right}`, `${left} && ${right}`, `${left} || ${right}`]
  texts.push(`${left} ?? ${right}`, `${left} ? ${right} : ${writeOperand(writer, scope, depth)}`, `!${left}`)
  texts.push(
    `(${left}, ${right})`,
    `typeof ${left}`,
    `void ${left}`,
    `s(${left}) < s(${right})`,
    `${left} instanceof (${right}, Object)`,
  )
  texts.push(
    `s(${left}) in Object(${right})`,
    `\`x\${s(${left})}\ny\``,
    `s(${left}) *${writer.gap()}2`,
    '/a\\/b/.source',
    "'a\\\nb'",
  )
  return `(${writer.choices.of(texts)})`
}

function writeArray(writer, scope, depth) {
  const { choices } = writer
  const items = []
  while (items.length < 3 && choices.oneIn(2)) {
    const value = writeExpression(writer, scope, depth)
    items.push(choices.of([`(${value})`, `...few(${value})`, '']))
  }
  return `[${items.join(', ')}]`
}

const LIGHT = [writeSimple, writeUse, writeOperators, writeOwn, writeMember, writeAssignment]
const HEAVY = [
  writeCall,
  writeCall,
  writeFunctionExpression,
  writeArrow,
  writeArray,
  writeObject,
  (writer, scope, depth) => `(${writeClass(writer, scope, depth, writer.choices.of(['', 'K', 'a']))})`,
  writePatternAssignment,
]
