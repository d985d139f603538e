import { writeExpression } from './expressions.mjs'
import { writePattern } from './patterns.mjs'
import { writeStatements } from './statements.mjs'

/** `(a, b = 1, ...c) { … }`, as it follows `function f` and the name of a method. */
export function writeParametersAndBody(writer, around, depth, code, first = '') {
  const { choices } = writer
  const scope = around.function({ arguments: true, newTarget: true, ...code, depth: around.code.depth + 1 })
  const { text, simple } = writeParameters(writer, scope, depth, code)
  const strict = simple && choices.oneIn(8)
  if (strict) scope.code.strict = true
  return `(${text})${writer.gap()}{${directive(writer, strict)}${first}${writeBody(writer, scope)}}`
}

/** The statements of a body. Each call costs fuel at once, so that no recursion goes on for ever. */
function writeBody(writer, scope) {
  const names = scope.readable.length > 0 && writer.choices.oneIn(2) ? `, ${writer.choices.of(scope.readable)}` : ''
  return `use(${writer.nextUse()}${names})${writer.end()}${writeStatements(writer, scope)}`
}

function directive(writer, strict) {
  const ends = writer.choices.of(['; ', '\n', ' /* d */;'])
  if (strict) return ` 'use strict'${ends}`
  return writer.choices.oneIn(12) ? ` 'use nothing'${ends}` : ' '
}

/** A default may call what is not there yet, and functions in defaults see only parameters. */
function writeParameters(writer, scope, depth, { parameters = 3, duplicates = false }) {
  const { choices } = writer
  const list = []
  let simple = true
  const inside = scope.block({ async: false, generator: false })
  inside.readable = scope.readable
  const declare = () => scope.declareParameter(choices)
  while (list.length < parameters && choices.oneIn(2)) {
    const form = choices.upTo(6)
    if (form < 3) list.push(declare())
    else {
      simple = false
      const target = form === 3 ? declare() : writePattern(writer, inside, declare)
      list.push(form === 5 && parameters > 1 ? target : `${target} = ${writeExpression(writer, inside, depth + 1)}`)
    }
  }
  if (duplicates && simple && list.length > 0 && choices.oneIn(8)) {
    list.push(list[0])
    return { text: list.join(', '), simple: false }
  }
  if (parameters > 1 && choices.oneIn(5)) {
    simple = false
    list.push(`...${declare()}`)
  }
  return { text: list.join(`,${writer.gap()}`), simple }
}

const KINDS = [{}, {}, {}, { async: true }, { generator: true }, { async: true, generator: true }]

/** The kind of a function: what it may do that others may not. */
export function chooseKind(writer) {
  const { async = false, generator = false } = writer.choices.of(KINDS)
  return { async, generator, superProperty: false }
}

export function writeFunctionExpression(writer, scope, depth) {
  return `(${writeFunction(writer, scope, depth, writer.choices.of(['', 'h', 'a']))})`
}

export function writeFunction(writer, scope, depth, name) {
  const kind = chooseKind(writer)
  const around = name === '' ? scope : scope.block()
  if (name !== '') around.note(name, { callable: true, changeable: writer.choices.oneIn(4) })
  const words = `${kind.async ? 'async ' : ''}function${kind.generator ? '*' : ''} ${name}`
  return words + writeParametersAndBody(writer, around, depth, { ...kind, duplicates: !scope.code.strict })
}

/** Arrows keep `this`, `arguments`, `super` and `new.target` of the code around them. */
export function writeArrow(writer, around, depth) {
  const { choices } = writer
  const async = choices.oneIn(4)
  const scope = around.function({ async, generator: false, depth: around.code.depth + 1 })
  const head = choices.oneIn(4)
    ? `${async ? 'async ' : ''}${scope.declareParameter(choices)}`
    : `${async ? 'async ' : ''}(${writeParameters(writer, scope, depth, {}).text})`
  if (choices.oneIn(2)) return `(${head} => {${directive(writer, false)}${writeBody(writer, scope)}})`
  return `(${head} =>${writer.gap()}(${writeExpression(writer, scope, depth)}))`
}
