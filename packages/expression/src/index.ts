import type { ExpressionTree, TemplatePart } from '@debugin/protocol'

export * from './evaluate/index'

/**
 * Reads a condition or a watch. The parser is loaded at the first call: a program that only evaluates never loads it.
 *
 * @throws DebugInError INVALID_CONDITION (422), with details `{ position, found, advice, expression }`
 */
export function parseExpression(source: string): ExpressionTree {
  return loadParser().parseExpression(source)
}

/**
 * Reads a message with holes in `{…}` or `{{…}}`; loads the parser as `parseExpression` does.
 *
 * @throws DebugInError INVALID_TEMPLATE (422), with details `{ position, found, advice, template }`
 */
export function parseTemplate(source: string): TemplatePart[] {
  return loadParser().parseTemplate(source)
}

function loadParser(): typeof import('./parse/index') {
  return require('./parse/index')
}
