import { writeExpression } from './expressions.mjs'
import { writePattern } from './patterns.mjs'
import { writeBody } from './statements.mjs'

/** A loop of any kind. Each turn costs fuel, so that it ends. */
export function writeLoop(writer, scope, changes = {}) {
  const forms = scope.code.async ? [...FORMS, awaitOf] : FORMS
  return writer.choices.of(forms)(writer, scope, { loop: true, breakable: true, ...changes })
}

function counted(writer, scope, changes) {
  const inside = scope.block()
  const { choices } = writer
  const word = choices.of(['let', 'var'])
  const name = word === 'let' ? inside.declareLexical(choices) : inside.declareVariable(choices)
  const update = choices.of([`${name}++`, `${name} += 2`, `use(${writer.nextUse()}), ${name}++`])
  const body = writeBody(writer, inside, changes)
  return `for (${word} ${name} = 0;${writer.gap()}use(${writer.nextUse()}) && ${name} < 3;${writer.gap()}${update})${writer.gap()}${body}`
}

function forOf(writer, scope, changes) {
  return forEach(writer, scope, changes, 'for', 'of')
}

function forIn(writer, scope, changes) {
  return forEach(writer, scope, changes, 'for', 'in')
}

function awaitOf(writer, scope, changes) {
  return forEach(writer, scope, changes, 'for await', 'of')
}

function forEach(writer, scope, changes, keyword, word) {
  const { choices } = writer
  const inside = scope.block()
  const value = `use(${writer.nextUse()}, ${writeExpression(writer, scope)})`
  const form = choices.upTo(3)
  const declare = form === 1 ? () => inside.declareVariable(choices) : () => inside.declareLexical(choices)
  const left = `${['const', 'var', 'let'][form]} ${writePattern(writer, inside, declare)}`
  return `${keyword} (${left} ${word} few(${value}))${writer.gap()}${writeBody(writer, inside, changes)}`
}

function whileLoop(writer, scope, changes) {
  const test = `use(${writer.nextUse()}) && ${writeExpression(writer, scope)}`
  return `while (${test})${writer.gap()}${writeBody(writer, scope, changes)}`
}

function doWhile(writer, scope, changes) {
  const body = writeBody(writer, scope, changes)
  return `do ${body} while (use(${writer.nextUse()}) && ${writeExpression(writer, scope)});`
}

const FORMS = [counted, forOf, forIn, whileLoop, doWhile]
