import { DebugInError, type ParsedExpression, type PointSettings, type Probe } from '@debugin/protocol'

/** The texts of a point's settings, parsed. */
export type ParsedTexts = Pick<Probe, 'condition' | 'message'> & { watches: ParsedExpression[] }

/**
 * Parses the expressions and the message of a point.
 *
 * @throws DebugInError INVALID_CONDITION, INVALID_TEMPLATE or INVALID_EXPRESSION, with the position
 */
export function parseTexts({ condition, message, watches }: PointSettings): ParsedTexts {
  const { parseExpression, parseTemplate } = loadParser()
  return {
    condition:
      condition === null || condition.trim() === '' ? null : { source: condition, tree: parseExpression(condition) },
    message: message === null ? null : { source: message, parts: parseTemplate(message) },
    // Two watches of one text would be one key twice.
    watches: [...new Set(watches)].map((source, index) => parseField(`watches[${index}]`, source)),
  }
}

/** Parses an expression that is no condition: the error names its field. */
function parseField(field: string, source: string): ParsedExpression {
  try {
    return { source, tree: loadParser().parseExpression(source) }
  } catch (error) {
    if (!(error instanceof DebugInError)) throw error
    throw new DebugInError('INVALID_EXPRESSION', `${field}: ${error.message}`, { field, ...error.details }, error)
  }
}

/** The parser is loaded for the first point: most programs never hold one. */
function loadParser(): typeof import('@debugin/expression/parse') {
  return require('@debugin/expression/parse')
}
