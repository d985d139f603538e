import { DebugInError, EVENT_NAMES, type EventName } from '@debugin/protocol'
import { invalidField, nearestName, parseTimestamp } from '@debugin/protocol/checks'
import type { EventFilter } from './store/eventFilter.js'
import type { EventQuery } from './store/eventStore.js'

/** Events of an answer where the query does not say. */
const DEFAULT_LIMIT = 100

/** Events that one answer may hold. */
const MAX_LIMIT = 10_000

/** Parameters that may be repeated: any of the values will do. */
const LISTS = ['runtime', 'event_type', 'probe_id', 'application']
const STREAM_PARAMETERS = [...LISTS, 'q']
const PARAMETERS = [...STREAM_PARAMETERS, 'since', 'until', 'limit', 'offset']

/**
 * Reads the query of `GET /api/events`. A parameter that is there but empty counts as absent, as forms send it.
 *
 * @throws DebugInError UNKNOWN_FIELD naming the nearest parameter, or INVALID_FIELD
 */
export function readQuery(parameters: URLSearchParams): EventQuery {
  checkNames(parameters, PARAMETERS)
  return {
    filter: readFilter(parameters),
    offset: readWhole(parameters, 'offset', 0, Number.MAX_SAFE_INTEGER),
    limit: readWhole(parameters, 'limit', DEFAULT_LIMIT, MAX_LIMIT),
  }
}

/**
 * Reads the query of `GET /api/events/stream`, which knows no times and no pages.
 *
 * @throws DebugInError UNKNOWN_FIELD naming the nearest parameter, or INVALID_FIELD
 */
export function readStreamQuery(parameters: URLSearchParams): EventFilter {
  checkNames(parameters, STREAM_PARAMETERS)
  return readFilter(parameters)
}

function checkNames(parameters: URLSearchParams, known: readonly string[]): void {
  for (const name of new Set(parameters.keys())) {
    if (!known.includes(name)) {
      const nearest = nearestName(name, known)
      const text = `The query parameter "${name.slice(0, 100)}" is unknown; the nearest is "${nearest}"`
      throw new DebugInError('UNKNOWN_FIELD', text, { field: name.slice(0, 100), nearest, known })
    }
    const values = parameters.getAll(name)
    if (values.length > 1 && !LISTS.includes(name)) throw invalidField(name, values.join(', '), 'one value')
  }
}

function readFilter(parameters: URLSearchParams): EventFilter {
  return {
    runtimes: valuesOf(parameters, 'runtime').map((runtime) => runtime.toLowerCase()),
    names: valuesOf(parameters, 'event_type').map(checkName),
    probeIds: valuesOf(parameters, 'probe_id'),
    applications: valuesOf(parameters, 'application'),
    since: readTime(parameters, 'since'),
    until: readTime(parameters, 'until'),
    text: valuesOf(parameters, 'q')[0] ?? null,
  }
}

function valuesOf(parameters: URLSearchParams, name: string): string[] {
  return parameters.getAll(name).filter((value) => value !== '')
}

function checkName(value: string): EventName {
  const name = EVENT_NAMES.find((known) => known === value)
  if (name !== undefined) return name
  throw invalidField('event_type', value, `one of ${EVENT_NAMES.join(', ')}`, nearestName(value, EVENT_NAMES))
}

function readTime(parameters: URLSearchParams, name: string): number | null {
  const [value] = valuesOf(parameters, name)
  if (value === undefined) return null
  // `+` in a query means a space: `since=2026-01-31T12:00:00+01:00`, typed as it is, arrives with one in its place.
  const time = parseTimestamp(value.replace(/(:\S+) (\d\d:?\d\d)$/, '$1+$2'))
  if (time === null) throw invalidField(name, value, 'an ISO 8601 date and time such as 2026-01-31T12:00:00.000Z')
  return time
}

function readWhole(parameters: URLSearchParams, name: string, standard: number, most: number): number {
  const [value] = valuesOf(parameters, name)
  if (value === undefined) return standard
  const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN
  if (number <= most) return number
  throw invalidField(name, value, `a whole number from 0 to ${most}`)
}
