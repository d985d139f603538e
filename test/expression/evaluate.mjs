import { types } from 'node:util'
import { compileExpression, compileTemplate, parseExpression, parseTemplate } from '@debugin/expression'

export const host = { isProxy: types.isProxy }

/** Names are the own properties of the variables; nothing else is in reach. */
export function bindOwn(variables) {
  return (name) => (Object.hasOwn(variables, name) ? (context) => context[name] : null)
}

/** The value of an expression over variables. */
export function evaluate(text, variables = {}) {
  return compileExpression(parseExpression(text), bindOwn(variables), host)(variables)
}

/** What an evaluation came to: `{ value }` or `{ error }`. */
export function outcomeOf(text, variables) {
  try {
    return { value: evaluate(text, variables) }
  } catch (error) {
    return { error }
  }
}

/** The message that a template prints over variables. */
export function render(text, variables = {}, moreHost = {}) {
  return compileTemplate(parseTemplate(text), bindOwn(variables), { ...host, ...moreHost })(variables)
}
