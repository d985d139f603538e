import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { DebugInError } from '@debugin/protocol'
import { refuseSignature } from '@debugin/protocol/signature'
import type { BodyShare } from './bodyRoom.js'
import { type ParsedJson, parseJson } from './jsonText.js'

const inflate = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)

/** How a body is read. */
export interface BodyRules {
  /** Bytes that are taken, inflated ones too. */
  maxBytes: number
  share: BodyShare
  /** One of them must have signed the body; none: it need not be signed. */
  secrets: readonly Buffer[]
}

/**
 * Reads the JSON body of a request, which may be compressed with gzip. Its signature is one over the JSON text, so it is
 * inflated first, within the bound.
 *
 * @throws DebugInError UNSUPPORTED_MEDIA_TYPE, BODY_TOO_LARGE, TOO_MANY_REQUESTS, UNAUTHORIZED or INVALID_JSON
 */
export async function readJsonBody(request: Request, { maxBytes, share, secrets }: BodyRules): Promise<ParsedJson> {
  checkMediaType(request.headers)
  const sent = await readBytes(request, maxBytes, share)
  const bytes = isCompressed(request.headers) ? await inflateBody(sent, maxBytes, share) : sent
  if (secrets.length > 0) checkSignature(request.headers, bytes, secrets)
  try {
    const body = parseJson(new TextDecoder().decode(bytes))
    // Spelling out the words that only Python knows makes a text longer.
    if (body.text.length > maxBytes) throw tooLarge(body.text.length, maxBytes)
    return body
  } catch (error) {
    if (error instanceof DebugInError) throw error
    const { message } = error as Error
    throw new DebugInError('INVALID_JSON', `The body is not JSON: ${message}`, { reason: message }, error)
  }
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

async function readBytes(request: Request, maxBytes: number, share: BodyShare): Promise<Buffer> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > maxBytes) throw tooLarge(declared, maxBytes)
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  while (reader !== undefined) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    // The rest is left unread: cancelling the body would tear down the socket before the answer is out.
    if (size > maxBytes) throw tooLarge(size, maxBytes)
    share.take(value.length)
    chunks.push(value)
  }
  return Buffer.concat(chunks, size)
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

function tooLarge(size: number, maxBytes: number): DebugInError {
  return new DebugInError(
    'BODY_TOO_LARGE',
    `The body has ${size} bytes or more; the sink takes ${maxBytes}. Send fewer events at once`,
    { size, maxBytes },
  )
}
