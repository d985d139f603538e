import { DebugInError, type ErrorCode } from '@debugin/protocol'

/** Nothing on the way may hold back, join or change what a live stream sends. */
const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  // The connection serves nothing else; without this it would outlive the stream and hold up the end of the server.
  connection: 'close',
}

/** Says how a body may be compressed (https://www.rfc-editor.org/rfc/rfc7694). */
export const ENCODINGS = { 'accept-encoding': 'gzip' }

/** What errors tell the caller beside their body. */
const HEADERS: { readonly [Code in ErrorCode]?: Record<string, string> } = {
  TOO_MANY_REQUESTS: { 'retry-after': '1' },
  UNSUPPORTED_MEDIA_TYPE: ENCODINGS,
}

/** Answers 200 with a value as JSON. */
export function answerJson(value: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(value, { headers })
}

/** Answers 200 with a text that is JSON already. */
export function answerText(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'application/json' } })
}

/** Answers 200 with Server-Sent Events; null answers the headers alone. */
export function answerStream(stream: ReadableStream<Uint8Array> | null): Response {
  return new Response(stream, { headers: STREAM_HEADERS })
}

/** Answers an error as `{ error, code, details }` with its status; what is no DebugInError is a fault of the sink: 500. */
export function answerError(error: unknown): Response {
  const known =
    error instanceof DebugInError
      ? error
      : new DebugInError('INTERNAL', `The sink failed: ${error instanceof Error ? error.message : String(error)}`)
  return Response.json(known.toBody(), { status: known.status, headers: HEADERS[known.code] ?? {} })
}
