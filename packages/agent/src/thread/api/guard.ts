import { createHash, timingSafeEqual } from 'node:crypto'
import { DebugInError, MAX_BODY_BYTES } from '@debugin/protocol'
import type { Context, MiddlewareHandler } from 'hono'

const LOCAL_NAMES = ['localhost', '127.0.0.1', '[::1]', '::1']

/** Who may call. */
export interface AccessRules {
  /** The host that the API listens on; null for a socket file, which no browser can reach by any name. */
  host: string | null
  token: string | null
}

/**
 * Lets nobody in who does not belong: no page in a browser may drive the API, neither from another origin nor through
 * a name that it points at this machine (DNS rebinding).
 */
export function guard({ host, token }: AccessRules): MiddlewareHandler {
  const names = [...new Set([...LOCAL_NAMES, ...(host === null ? [] : [host.toLowerCase()])])]
  const anyName = host === null || host === '0.0.0.0' || host === '::'
  return async (context, next) => {
    const name = hostName(context.req.header('host') ?? '')
    if (!anyName && !names.includes(name)) {
      throw new DebugInError(
        'FORBIDDEN_HOST',
        `Host is "${name.slice(0, 200)}"; this API answers for ${names.join(', ')}`,
        { host: name.slice(0, 200) },
      )
    }
    const origin = context.req.header('origin')
    const site = context.req.header('sec-fetch-site')
    if (origin !== undefined || (site !== undefined && site !== 'none' && site !== 'same-origin')) {
      throw new DebugInError(
        'FORBIDDEN_ORIGIN',
        `a page at ${origin?.slice(0, 200) ?? 'another site'} may not call this API`,
        {
          origin: origin?.slice(0, 200) ?? null,
        },
      )
    }
    if (token !== null && !isSame(tokenOf(context), token)) {
      throw new DebugInError('UNAUTHORIZED', 'send the token of the agent as "Authorization: Bearer …"')
    }
    await next()
  }
}

function hostName(header: string): string {
  return header.replace(/:\d+$/, '').toLowerCase()
}

function tokenOf(context: Context): string {
  const header = context.req.header('authorization') ?? ''
  return /^Bearer\s+(.+)$/i.exec(header)?.[1] ?? context.req.header('x-debugin-token') ?? ''
}

/** Takes the same time wherever the two differ, and whatever their lengths are. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

/**
 * The body of a call as parsed JSON.
 *
 * @throws DebugInError UNSUPPORTED_MEDIA_TYPE, BODY_TOO_LARGE or INVALID_JSON
 */
export async function readBody(context: Context): Promise<unknown> {
  const type = (context.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== 'application/json') {
    throw new DebugInError('UNSUPPORTED_MEDIA_TYPE', `Content-Type is "${type}"; send application/json`, {
      found: type,
    })
  }
  const text = await readText(context)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new DebugInError('INVALID_JSON', `the body is not JSON: ${(error as Error).message}`, {}, error)
  }
}

/** Stops reading where the body is longer than it may be, whatever its length was declared as. */
async function readText(context: Context): Promise<string> {
  const declared = Number(context.req.header('content-length') ?? 0)
  if (declared > MAX_BODY_BYTES) throw tooLarge()
  const body = context.req.raw.body
  if (body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export function tooLarge(): DebugInError {
  return new DebugInError('BODY_TOO_LARGE', `a body may have ${MAX_BODY_BYTES} bytes`, { limit: MAX_BODY_BYTES })
}
