import { gzipInPieces } from './gzipInPieces'
import type { Answer, HttpCaller } from './httpCaller'

/** Bodies from this size on are worth compressing. */
export const COMPRESSED_FROM = 1024

/** How a body is sent. */
export interface Posting {
  headers?: object
  gzip: boolean
  /** Whether nothing else is as urgent. */
  hurries: boolean
}

/**
 * Posts JSON, in UTF-8. A redirect is not followed: it would carry what was captured to somewhere nobody named.
 *
 * @throws Error where no whole answer came in time
 */
export async function postJson(
  caller: HttpCaller,
  url: string,
  body: Buffer,
  { headers = {}, gzip, hurries }: Posting,
  stop: AbortSignal,
): Promise<Answer> {
  const isCompressed = gzip && body.length >= COMPRESSED_FROM
  const all = {
    ...headers,
    'content-type': 'application/json',
    ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
  }
  const sent = isCompressed ? await gzipInPieces(body, hurries) : body
  return await caller.call(url, 'POST', all, sent, stop)
}

/** Why there was no answer. */
export function reasonOf(error: unknown): string {
  // A name that stands for several addresses fails with the errors of all of them.
  const { message, errors } = error as Error & { errors?: Error[] }
  return message === '' ? (errors?.[0]?.message ?? String(error)) : message
}
