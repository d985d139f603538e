import { writeExpression } from './expressions.mjs'
import { chooseKind, writeParametersAndBody } from './functions.mjs'

/** An object with properties of every kind. */
export function writeObject(writer, scope, depth) {
  const { choices } = writer
  const items = []
  while (items.length < 4 && choices.oneIn(2)) items.push(choices.of(ITEMS)(writer, scope, depth))
  if (choices.oneIn(8)) items.push(`__proto__: ${writeExpression(writer, scope, depth)}`)
  return `({ ${items.join(`,${writer.gap()}`)} })`
}

/** A key: a word, a text, a number, or an expression. */
export function writeKey(writer, scope, depth) {
  return writer.choices.of(['a', 'm', "'b'", '0', `[s(${writeExpression(writer, scope, depth + 1)})]`])
}

/** A method, getter or setter, as it stands in objects and classes. */
export function writeMethod(writer, scope, depth) {
  const key = writeKey(writer, scope, depth)
  const accessor = writer.choices.of(['', '', '', 'get', 'set'])
  if (accessor === 'get')
    return `get ${key}${writeParametersAndBody(writer, scope, depth, { ...METHOD, parameters: 0 })}`
  if (accessor === 'set') return `set ${key}${writeSetter(writer, scope, depth)}`
  const kind = chooseKind(writer)
  const words = `${kind.async ? 'async ' : ''}${kind.generator ? '*' : ''}`
  return `${words}${key}${writeParametersAndBody(writer, scope, depth, { ...METHOD, ...kind, superProperty: true })}`
}

const METHOD = { async: false, generator: false, superProperty: true, newTarget: true }

/** A setter has exactly one parameter. */
function writeSetter(writer, scope, depth) {
  const text = writeParametersAndBody(writer, scope, depth, { ...METHOD, parameters: 0 })
  return text.replace('()', '(v)')
}

const ITEMS = [
  (writer, scope, depth) => `${writeKey(writer, scope, depth)}: ${writeExpression(writer, scope, depth)}`,
  (writer, scope) => (scope.readable.length === 0 ? 'use' : writer.choices.of(scope.readable)),
  (writer, scope, depth) => writeMethod(writer, scope, depth),
  (writer, scope, depth) => writeMethod(writer, scope, depth),
  (writer, scope, depth) => `...(${writeExpression(writer, scope, depth)})`,
]
