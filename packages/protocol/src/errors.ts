/**
 * The one catalogue of what can go wrong in a call to the control API, with the HTTP status each error carries and what
 * to do about it. `docs/ERRORS.md` is made from it: `npm run docs`.
 */
export const ERRORS = {
  INVALID_JSON: {
    status: 400,
    meaning: 'The body is not JSON.',
    remedy: 'Send JSON; the message says at which character it ends to be that.',
  },
  MISSING_FIELD: {
    status: 400,
    meaning: 'A field that the call needs is absent.',
    remedy: 'Add the field that `details.field` names; `details.expected` says what belongs there.',
  },
  UNKNOWN_FIELD: {
    status: 400,
    meaning: 'The body or query holds a field that the call does not know.',
    remedy: 'Correct the name: `details.nearest` is the known one that differs least.',
  },
  INVALID_FIELD: {
    status: 400,
    meaning: 'A field has the wrong type or a value out of range.',
    remedy: 'Send what `details.expected` says; `details.value` is what was found.',
  },
  UNAUTHORIZED: {
    status: 401,
    meaning: 'The call needs a token and carries none, or a wrong one.',
    remedy: 'Send `Authorization: Bearer` and the token that `controlApiToken` sets.',
  },
  FORBIDDEN_HOST: {
    status: 403,
    meaning: 'The Host header names a host that this API does not answer for.',
    remedy: 'Call the API by `localhost`, by `127.0.0.1`, or by the host that it listens on.',
  },
  FORBIDDEN_ORIGIN: {
    status: 403,
    meaning: 'The call comes from a page in a browser.',
    remedy: 'Call it from a program: no page may, whatever its origin.',
  },
  FILE_NOT_FOUND: {
    status: 404,
    meaning: 'No loaded file and no file under the root has this path.',
    remedy: 'Name a file below the root; `details.nearest` has names that differ little.',
  },
  POINT_NOT_FOUND: {
    status: 404,
    meaning: 'No point has this id.',
    remedy: 'List the points with GET /points; it may have been removed.',
  },
  NOT_FOUND: {
    status: 404,
    meaning: 'The API has no such call.',
    remedy: 'See GET /openapi.json for the calls that there are.',
  },
  FILE_AMBIGUOUS: {
    status: 409,
    meaning: 'More than one file ends in this path.',
    remedy: 'Name more of its folders: `details.candidates` has all that it can mean.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    meaning: 'The body is larger than the API takes.',
    remedy: 'Send at most `details.limit` bytes.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    meaning: 'The body is not declared as application/json.',
    remedy: 'Send `Content-Type: application/json`.',
  },
  INVALID_LINE: {
    status: 400,
    meaning: 'No probe can stand on this line.',
    remedy: 'Choose one of `details.nearest`, or ask GET /sources/{path}/sites.',
  },
  INVALID_CONDITION: {
    status: 422,
    meaning: 'The condition cannot be parsed.',
    remedy: 'Correct it at `details.position`; `details.advice` says how.',
  },
  INVALID_TEMPLATE: {
    status: 422,
    meaning: 'The message template cannot be parsed.',
    remedy: 'Correct it at `details.position`; `details.advice` says how.',
  },
  INVALID_EXPRESSION: {
    status: 422,
    meaning: 'A watch, or an expression of a metric, cannot be parsed.',
    remedy: 'Correct the expression of `details.field` at `details.position`.',
  },
  TOO_MANY_POINTS: {
    status: 429,
    meaning: 'The program already holds as many points as it may.',
    remedy: 'Remove points that are no longer needed.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    meaning: 'Calls arrive faster than the API takes them.',
    remedy: 'Call again after the seconds that `Retry-After` says.',
  },
  INVALID_OPTION: {
    status: 400,
    meaning: 'An option or environment variable is unknown or malformed.',
    remedy: 'Correct the option or variable that the message names.',
  },
  INTERNAL: {
    status: 500,
    meaning: 'A fault of the agent; the program is not affected.',
    remedy: 'Report it; `debug` writes the stack of the fault to stderr.',
  },
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
