/**
 * The one catalogue of what can go wrong in a call to the control API, with the HTTP status each error carries.
 * `docs/ERRORS.md` is made from it.
 */
export const ERRORS = {
  INVALID_JSON: { status: 400, meaning: 'The body is not JSON.' },
  MISSING_FIELD: { status: 400, meaning: 'A field that the call needs is absent.' },
  UNKNOWN_FIELD: { status: 400, meaning: 'The body or query holds a field that the call does not know.' },
  INVALID_FIELD: { status: 400, meaning: 'A field has the wrong type or a value out of range.' },
  UNAUTHORIZED: { status: 401, meaning: 'The call needs a token and carries none, or a wrong one.' },
  FORBIDDEN_HOST: { status: 403, meaning: 'The Host header names a host that this API does not answer for.' },
  FORBIDDEN_ORIGIN: { status: 403, meaning: 'The call comes from a page in a browser.' },
  FILE_NOT_FOUND: { status: 404, meaning: 'No loaded file and no file under the root has this path.' },
  POINT_NOT_FOUND: { status: 404, meaning: 'No point has this id.' },
  NOT_FOUND: { status: 404, meaning: 'The API has no such call.' },
  FILE_AMBIGUOUS: { status: 409, meaning: 'More than one file ends in this path.' },
  BODY_TOO_LARGE: { status: 413, meaning: 'The body is larger than the API takes.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, meaning: 'The body is not declared as application/json.' },
  INVALID_LINE: { status: 400, meaning: 'No probe can stand on this line.' },
  INVALID_CONDITION: { status: 422, meaning: 'The condition cannot be parsed.' },
  INVALID_TEMPLATE: { status: 422, meaning: 'The message template cannot be parsed.' },
  INVALID_EXPRESSION: { status: 422, meaning: 'A watch, or an expression of a metric, cannot be parsed.' },
  TOO_MANY_POINTS: { status: 429, meaning: 'The program already holds as many points as it may.' },
  TOO_MANY_REQUESTS: { status: 429, meaning: 'Calls arrive faster than the API takes them.' },
  INVALID_OPTION: { status: 400, meaning: 'An option or environment variable is unknown or malformed.' },
  INTERNAL: { status: 500, meaning: 'A fault of the agent; the program is not affected.' },
} as const

export type ErrorCode = keyof typeof ERRORS

/**
 * The error of every DebugIn package.
 *
 * `message` says what was found, with the value, and what to do next; `details` holds the same for machines, for
 * instance `{ field: 'line', nearest: [12, 15] }`.
 */
export class DebugInError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'DebugInError'
    this.code = code
    this.status = ERRORS[code].status
    this.details = details
  }

  /** The body of an error answer: `{ error, code, details }`. */
  toBody(): { error: string; code: ErrorCode; details: Record<string, unknown> } {
    return { error: this.message, code: this.code, details: this.details }
  }
}
