import { writeExpression, writeOperand } from './expressions.mjs'

/**
 * A pattern that declares names: `{ a, b: [c = 1], ...d }`.
 *
 * @param declare gives the next name
 */
export function writePattern(writer, scope, declare, depth = 0) {
  const { choices } = writer
  const form = depth > 1 || choices.done ? 0 : choices.upTo(4)
  if (form < 2) return declare()
  return form === 2 ? arrayOf(writer, scope, declare, depth) : objectOf(writer, scope, declare, depth)
}

/** A pattern that assigns to names and members, which need not exist. */
export function writeAssignmentPattern(writer, scope, depth) {
  const { choices } = writer
  const target = () => {
    const names = ['loose', ...scope.changeable]
    return choices.oneIn(3) ? `(${writeOperand(writer, scope, depth + 1)} ?? {}).a` : choices.of(names)
  }
  return choices.oneIn(2) ? objectOf(writer, scope, target, depth, false) : arrayOf(writer, scope, target, depth)
}

function withDefault(writer, scope, target, depth) {
  return writer.choices.oneIn(3) ? `${target} = ${writeExpression(writer, scope, depth + 2)}` : target
}

function arrayOf(writer, scope, leaf, depth) {
  const { choices } = writer
  const items = []
  while (items.length < 3 && choices.oneIn(2)) {
    if (choices.oneIn(4)) items.push('')
    else items.push(withDefault(writer, scope, leaf(), depth))
  }
  if (choices.oneIn(3)) items.push(`...${leaf()}`)
  return `[${items.join(', ')}]`
}

function objectOf(writer, scope, leaf, depth, shorthand = true) {
  const { choices } = writer
  const items = []
  while (items.length < 3 && choices.oneIn(2)) {
    const key = choices.of(['a', "'b'", `[s(${writeExpression(writer, scope, depth + 3)})]`])
    const name = leaf()
    if (shorthand && /^\w+$/.test(name) && choices.oneIn(2)) items.push(withDefault(writer, scope, name, depth))
    else items.push(`${key}: ${withDefault(writer, scope, name, depth)}`)
  }
  if (choices.oneIn(3)) items.push(`...${leaf()}`)
  return `{ ${items.join(', ')} }`
}
