import { DebugInError } from '../errors'

/** Characters of a wrong value that its error repeats. */
const SHOWN = 100

/** The error for a field that is absent. `field` is a path such as `payload.line`; `expected` says what belongs there. */
export function missingField(field: string, expected: string): DebugInError {
  return new DebugInError('MISSING_FIELD', `${field} is missing; expected ${expected}`, { field, expected })
}

/**
 * The error for a field that holds what it must not.
 *
 * @param field a path such as `payload.line`
 * @param expected what belongs there
 * @param nearest the known name that differs least, where names are what is expected
 */
export function invalidField(field: string, value: unknown, expected: string, nearest?: string): DebugInError {
  const hint = nearest === undefined ? '' : `; the nearest is "${nearest}"`
  return new DebugInError('INVALID_FIELD', `${field} is ${showValue(value)}; expected ${expected}${hint}`, {
    field,
    value: showDetail(value),
    expected,
    ...(nearest === undefined ? {} : { nearest }),
  })
}

/** Never opens an object: it may be nested deeper than `JSON.stringify` can go. */
function showValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(cut(value))
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`
  return String(value)
}

function showDetail(value: unknown): unknown {
  if (typeof value === 'string') return cut(value)
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : showValue(value)
}

function cut(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
