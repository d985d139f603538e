import {
  DEFAULT_BUCKETS,
  DebugInError,
  type MetricSettings,
  type ParsedExpression,
  type PointSettings,
  type Probe,
  type ProbeMetric,
} from '@debugin/protocol'
import { namesAny } from '../../link/namesAny'

/** The texts of a point's settings, parsed. */
export type ParsedTexts = Pick<Probe, 'condition' | 'message'> & {
  watches: ParsedExpression[]
  metric: ProbeMetric | null
}

/**
 * Parses the expressions and the message of a point.
 *
 * @throws DebugInError INVALID_CONDITION, INVALID_TEMPLATE or INVALID_EXPRESSION, with the position
 */
export function parseTexts({ condition, message, watches, metric, to }: PointSettings): ParsedTexts {
  const { parseExpression, parseTemplate } = loadParser()
  return {
    condition:
      condition === null || condition.trim() === '' ? null : { source: condition, tree: parseExpression(condition) },
    message: message === null ? null : { source: message, parts: parseTemplate(message) },
    // Two watches of one text would be one key twice.
    watches: [...new Set(watches)].map((source, index) => parseField(`watches[${index}]`, source)),
    metric: metric === null ? null : parseMetric(metric, to),
  }
}

/** What has a value at the end of a call only. */
const END_NAMES = ['$duration', '$return', '$exception']

function parseMetric({ kind, value, labels, buckets }: MetricSettings, to: number | null): ProbeMetric {
  const parsed = {
    kind,
    value: value === null ? null : parseField('metric.value', value),
    labels: Object.entries(labels).map(([name, source]) => ({
      name,
      expression: parseField(`metric.labels.${name}`, source),
    })),
    buckets: [...(buckets ?? DEFAULT_BUCKETS)],
    to,
  }
  return { ...parsed, atEnd: to === null && namesAny(parsed, END_NAMES) }
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
