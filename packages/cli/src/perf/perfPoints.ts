import { readFileSync } from 'node:fs'
import { DebugInError, MAX_BUCKETS, type MetricSettings } from '@debugin/protocol'
import { checkNewPoint, invalidField } from '@debugin/protocol/checks'

/** Whether a metric had rather be small or large. */
export type Better = 'less' | 'more'

/** A metric point of a performance run. */
export interface PerfPoint {
  file: string
  line: number
  metric: MetricSettings
  /** `ms` for times, what the file says for others, else empty. */
  unit: string
  better: Better
  /** What the agent's probes file is to say of it. */
  probe: Record<string, unknown>
}

/** The bounds of histograms: from the first exponent of two to the last. Their steps are 2.8 % and 3.2 %. */
const TIMES = { first: -14, last: 24 }
const OTHERS = { first: -4, last: 40 }

/**
 * Reads the points of a performance run: a JSON array of metric points as in any probes file, each with `unit` and
 * `better` (`less`, `more`) where it likes. Histograms get bounds that are fine enough for medians.
 *
 * @throws DebugInError that names the file, and the point by its place in the array
 */
export function readPerfPoints(path: string): PerfPoint[] {
  const entries = readEntries(path)
  return entries.map((entry, index) => {
    try {
      return readPoint(entry)
    } catch (error) {
      if (!(error instanceof DebugInError)) throw error
      throw new DebugInError(
        error.code,
        `${path}, point ${index}: ${error.message}`,
        { ...error.details, index },
        error,
      )
    }
  })
}

function readEntries(path: string): unknown[] {
  let entries: unknown
  try {
    entries = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new DebugInError('INVALID_OPTION', `${path} cannot be read: ${(error as Error).message}`, { path }, error)
  }
  if (Array.isArray(entries) && entries.length > 0) return entries
  throw new DebugInError('INVALID_OPTION', `${path} takes a JSON array with at least one metric point`, { path })
}

function readPoint(entry: unknown): PerfPoint {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    throw invalidField('the point', entry, 'an object with file, line and metric')
  }
  const { type = 'metricpoint', unit, better = 'less', ...body } = entry as Record<string, unknown>
  if (type !== 'metricpoint') throw invalidField('type', type, 'metricpoint: a performance run measures')
  if (better !== 'less' && better !== 'more') throw invalidField('better', better, 'less or more')
  if (unit !== undefined && typeof unit !== 'string') throw invalidField('unit', unit, 'a text')
  const { file, line, metric } = checkNewPoint('metricpoint', body)
  if (metric === null) throw invalidField('metric', metric, 'what the point measures')
  const isTime = metric.value?.includes('$duration') ?? false
  const buckets = metric.kind === 'histogram' ? fineBounds(isTime ? TIMES : OTHERS) : null
  const probe = { ...body, type, metric: { ...metric, buckets } }
  return { file, line, metric, unit: unit ?? (isTime ? 'ms' : ''), better, probe }
}

/** Bounds that grow by the same factor from each to the next. */
function fineBounds({ first, last }: { first: number; last: number }): number[] {
  const steps = Math.floor((MAX_BUCKETS - 1) / (last - first))
  return Array.from({ length: steps * (last - first) + 1 }, (_, at) => 2 ** (first + at / steps))
}
