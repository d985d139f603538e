import { gzipSync } from 'node:zlib'
import type { Answer, HttpCaller } from './httpCaller'

/** Bodies from this size on are worth compressing. */
export const COMPRESSED_FROM = 1024

/** Quick rather than small: it takes time of the machine that the program runs on. */
const LEVEL = 1

/** Bytes that the compressor hands over at once, so that a body comes in one or two pieces. */
const CHUNK_BYTES = 64 * 1024

/**
 * Posts JSON, in UTF-8. A redirect is not followed: it would carry what was captured to somewhere nobody named.
 *
 * @throws Error where no whole answer came in time
 */
export async function postJson(
  caller: HttpCaller,
  url: string,
  body: Buffer,
  { headers = {}, gzip = false }: { headers?: object; gzip?: boolean },
  stop: AbortSignal,
): Promise<Answer> {
  const isCompressed = gzip && body.length >= COMPRESSED_FROM
  const all = {
    ...headers,
    'content-type': 'application/json',
    ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
  }
  // In this thread: the threads that compress in the background are those of the program.
  const sent = isCompressed ? gzipSync(body, { level: LEVEL, chunkSize: CHUNK_BYTES }) : body
  return await caller.call(url, 'POST', all, sent, stop)
}

/** Why there was no answer. */
export function reasonOf(error: unknown): string {
  // A name that stands for several addresses fails with the errors of all of them.
  const { message, errors } = error as Error & { errors?: Error[] }
  return message === '' ? (errors?.[0]?.message ?? String(error)) : message
}
