import { gzipSync } from 'node:zlib'

/** Bodies from this size on are worth compressing. */
const COMPRESSED_FROM = 1024

/** Quick rather than small: it takes time of the machine that the program runs on. */
const LEVEL = 1

/** Milliseconds after which a receiver that does not answer counts as gone. */
const TIMEOUT_MS = 5000

/** Bytes of an answer that are read. */
const MOST_ANSWER_BYTES = 4 * 1024 * 1024

/** What came back. */
export interface Answer {
  status: number
  /** Milliseconds that the receiver asks to wait; null where it does not. */
  afterMs: number | null
  body: string
}

/**
 * Posts JSON. A redirect is not followed: it would carry what was captured to somewhere nobody named.
 *
 * @throws Error where no whole answer came in time
 */
export async function postJson(
  url: string,
  body: string,
  { headers = {}, gzip = false }: { headers?: object; gzip?: boolean },
  signal: AbortSignal,
): Promise<Answer> {
  const compressed = gzip && body.length >= COMPRESSED_FROM
  const init = {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      ...(compressed ? { 'content-encoding': 'gzip' } : {}),
    },
    // In this thread: the threads that compress in the background are those of the program.
    body: compressed ? gzipSync(body, { level: LEVEL }) : body,
  }
  return await call(url, init, signal)
}

/** @throws Error as `postJson` does */
export async function getJson(url: string, signal: AbortSignal): Promise<Answer> {
  return await call(url, {}, signal)
}

/** Why there was no answer. */
export function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error && cause.message !== '' ? cause.message : message
}

/**
 * A timer and a controller of our own: on Node 20 the collector takes a signal of `AbortSignal.any` together with its
 * timeout, and a receiver that hangs then hangs for ever (https://github.com/nodejs/node/issues/54614).
 */
async function call(url: string, init: RequestInit, stop: AbortSignal): Promise<Answer> {
  const controller = new AbortController()
  const abort = (): void => controller.abort(stop.reason)
  const late = new Error(`no answer within ${TIMEOUT_MS} ms`)
  const timer = setTimeout(() => controller.abort(late), TIMEOUT_MS)
  stop.addEventListener('abort', abort)
  try {
    stop.throwIfAborted()
    return await readAnswer(await fetch(url, { ...init, redirect: 'error', signal: controller.signal }))
  } finally {
    clearTimeout(timer)
    stop.removeEventListener('abort', abort)
  }
}

async function readAnswer(response: Response): Promise<Answer> {
  const decoder = new TextDecoder()
  let body = ''
  let bytes = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    // Leaving the loop closes the connection. The status is known, and nobody needs more.
    if (bytes > MOST_ANSWER_BYTES) break
    body += decoder.decode(chunk, { stream: true })
  }
  return { status: response.status, afterMs: waitOf(response.headers.get('retry-after')), body }
}

/** Seconds or a date (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after). */
function waitOf(text: string | null): number | null {
  if (text === null) return null
  if (/^\s*\d+\s*$/.test(text)) return Number(text) * 1000
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(at - Date.now(), 0)
}
