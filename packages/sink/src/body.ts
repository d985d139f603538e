import { DebugInError } from '@debugin/protocol'
import { type ParsedJson, parseJson } from './jsonText.js'

/**
 * Reads the JSON body of a request.
 *
 * @param maxBytes bytes that are taken
 * @throws DebugInError UNSUPPORTED_MEDIA_TYPE, BODY_TOO_LARGE or INVALID_JSON
 */
export async function readJsonBody(request: Request, maxBytes: number): Promise<ParsedJson> {
  checkMediaType(request.headers)
  const bytes = await readBytes(request, maxBytes)
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
  if (encoding !== null && encoding.toLowerCase() !== 'identity') {
    throw new DebugInError(
      'UNSUPPORTED_MEDIA_TYPE',
      `The Content-Encoding is "${encoding}"; send events uncompressed`,
      {
        contentEncoding: encoding,
      },
    )
  }
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
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
    chunks.push(value)
  }
  return Buffer.concat(chunks, size)
}

function tooLarge(size: number, maxBytes: number): DebugInError {
  return new DebugInError(
    'BODY_TOO_LARGE',
    `The body has ${size} bytes or more; the sink takes ${maxBytes}. Send fewer events at once`,
    { size, maxBytes },
  )
}
