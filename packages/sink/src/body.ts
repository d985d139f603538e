import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { DebugInError } from '@debugin/protocol'
import { refuseSignature } from '@debugin/protocol/signature'
import type { BodyShare } from './bodyRoom.js'

const inflate = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)

/** Where a body comes from. */
export interface BodySource {
  headers: Headers
  /** The bytes as they arrive; to be left in the middle without harm. */
  chunks: AsyncIterable<Uint8Array>
}

/** How a body is read. */
export interface BodyRules {
  /** Bytes that are taken, inflated ones too. */
  maxBytes: number
  share: BodyShare
  /** One of them must have signed the body; none: it need not be signed. */
  secrets: readonly Buffer[]
}

/**
 * Reads the body of a request, a JSON text that may be compressed with gzip. Its signature is one over the text, so it
 * is inflated first, within the bound.
 *
 * @throws DebugInError UNSUPPORTED_MEDIA_TYPE, BODY_TOO_LARGE, TOO_MANY_REQUESTS, UNAUTHORIZED, or INVALID_JSON for
 *   what is not compressed as it says
 */
export async function readBody(source: BodySource, { maxBytes, share, secrets }: BodyRules): Promise<Buffer> {
  const { headers } = source
  checkMediaType(headers)
  const sent = await readBytes(source, maxBytes, share)
  const bytes = isCompressed(headers) ? await inflateBody(sent, maxBytes, share) : sent
  if (secrets.length > 0) checkSignature(headers, bytes, secrets)
  return bytes
}

function checkMediaType(headers: Headers): void {
  const type = headers.get('content-type')
  if (type === null || !/^application\/json\s*(?:;|$)/i.test(type)) {
    const found = type === null ? 'The request has no Content-Type' : `The Content-Type is "${type}"`
    throw new DebugInError('UNSUPPORTED_MEDIA_TYPE', `${found}; send events as application/json`, { contentType: type })
  }
  const encoding = headers.get('content-encoding')
  if (encoding !== null && !/^(?:identity|x-gzip|gzip)$/i.test(encoding)) {
    const text = `The Content-Encoding is "${encoding}"; send events as they are, or compressed with gzip`
    throw new DebugInError('UNSUPPORTED_MEDIA_TYPE', text, { contentEncoding: encoding })
  }
}

function isCompressed(headers: Headers): boolean {
  return /gzip/i.test(headers.get('content-encoding') ?? '')
}

async function readBytes({ headers, chunks }: BodySource, maxBytes: number, share: BodyShare): Promise<Buffer> {
  const declared = Number(headers.get('content-length') ?? 0)
  if (declared > maxBytes) throw tooLarge(declared, maxBytes)
  const taken: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    // The rest is left unread: the answer has to get out before the socket is torn down.
    if (size > maxBytes) throw tooLarge(size, maxBytes)
    share.take(chunk.length)
    taken.push(chunk)
  }
  return Buffer.concat(taken, size)
}

/** The body of a request; a request that came over a socket has a faster way to it. */
export async function* chunksOf(request: Request): AsyncGenerator<Uint8Array, void, void> {
  const reader = request.body?.getReader()
  while (reader !== undefined) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

async function inflateBody(sent: Buffer, maxBytes: number, share: BodyShare): Promise<Buffer> {
  let bytes: Buffer
  try {
    bytes = await inflate(sent, { maxOutputLength: maxBytes })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes + 1, maxBytes)
    throw new DebugInError(
      'INVALID_JSON',
      `The body is not compressed with gzip: ${message}`,
      { reason: message },
      error,
    )
  }
  share.take(bytes.length)
  return bytes
}

function checkSignature(headers: Headers, bytes: Buffer, secrets: readonly Buffer[]): void {
  const refused = refuseSignature(secrets, (name) => headers.get(name), bytes)
  if (refused === null) return
  const text = `The sink takes signed events only, and this request is not to be trusted: ${refused}`
  throw new DebugInError('UNAUTHORIZED', `${text}. Give the agent the secret in DEBUGIN_SIGNING_SECRET`, {
    reason: refused,
  })
}

/** The error for a body over the bound. */
export function tooLarge(size: number, maxBytes: number): DebugInError {
  return new DebugInError(
    'BODY_TOO_LARGE',
    `The body has ${size} bytes or more; the sink takes ${maxBytes}. Send fewer events at once`,
    { size, maxBytes },
  )
}
