import { DebugInError, ERRORS, type ErrorCode } from '@debugin/protocol'
import { UNIX } from '../options.js'

/** An HTTP service that commands talk to. */
export interface Service {
  /** Without a slash at the end; `unix:` and a path for a socket. */
  url: string
  token: string | null
  /** What it is, as messages name it: `control API`. */
  name: string
  /** What to do when nothing answers. */
  advice: string
}

/** A call of a service. */
export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
}

/** Milliseconds that an answer may take. */
const TIMEOUT = 10_000

/**
 * Calls a service and gives back its JSON answer; undefined for an answer without a body.
 *
 * @throws DebugInError with the service's own code, message and details, or INVALID_OPTION when nothing answers there
 */
export async function callJson(service: Service, path: string, { method = 'GET', body }: Call = {}): Promise<unknown> {
  const init = {
    method,
    headers: { ...headersFor(service), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT),
  }
  const response = await send(service, path, init)
  try {
    const text = await response.text()
    return text === '' ? undefined : JSON.parse(text)
  } catch (error) {
    throw notOurs(service, `its answer to ${method} ${path} is not JSON`, error)
  }
}

/**
 * Gets a text from a service.
 *
 * @throws DebugInError as `callJson` does
 */
export async function getText(service: Service, path: string): Promise<string> {
  const init = { headers: headersFor(service), signal: AbortSignal.timeout(TIMEOUT) }
  return await (await send(service, path, init)).text()
}

/**
 * Opens a stream of Server-Sent Events.
 *
 * @param lastEventId the id of the last event that the caller has; null to begin with the next new one
 * @throws DebugInError as `callJson` does
 */
export async function openEventStream(
  service: Service,
  path: string,
  lastEventId: string | null,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const headers = {
    ...headersFor(service),
    accept: 'text/event-stream',
    ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }),
  }
  const response = await send(service, path, { headers, signal })
  const type = response.headers.get('content-type') ?? ''
  if (response.body === null || !type.startsWith('text/event-stream')) {
    await response.body?.cancel()
    throw notOurs(service, `GET ${path} is no event stream but "${type}"`)
  }
  return response.body
}

function headersFor({ token }: Service): Record<string, string> {
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

/** `fetch` knows no Unix sockets. */
async function request(url: string, path: string, init: RequestInit): Promise<Response> {
  if (!url.startsWith(UNIX)) return await fetch(url + path, init)
  const { requestOnSocket } = await import('./socketRequest.js')
  return await requestOnSocket(url.slice(UNIX.length), path, init)
}

async function send(service: Service, path: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await request(service.url, path, init)
  } catch (error) {
    if (init.signal?.aborted && (error as Error).name === 'AbortError') throw error
    throw unreachable(service, error as Error)
  }
  if (!response.ok) throw await readError(service, path, response)
  return response
}

function unreachable({ url, name, advice }: Service, error: Error): DebugInError {
  const cause = error.cause as NodeJS.ErrnoException | undefined
  const reason =
    error.name === 'TimeoutError' ? `no answer within ${TIMEOUT / 1000} s` : (cause?.code ?? cause?.message)
  const text = `No ${name} answers at ${url} (${reason ?? error.message}): ${advice}`
  return new DebugInError('INVALID_OPTION', text, { url, unreachable: true }, error)
}

/** The error of an answer, which our services write as `{error, code, details}`. */
async function readError(service: Service, path: string, response: Response): Promise<DebugInError> {
  const text = await response.text().catch(() => '')
  try {
    const { error, code, details } = JSON.parse(text) as { error?: unknown; code?: unknown; details?: unknown }
    if (typeof error === 'string') {
      const known: ErrorCode = typeof code === 'string' && code in ERRORS ? (code as ErrorCode) : 'INTERNAL'
      const more = typeof details === 'object' && details !== null ? { ...details } : {}
      return new DebugInError(known, error, { ...more, status: response.status })
    }
  } catch {
    // It is no answer of ours.
  }
  return notOurs(service, `it answers ${path} with ${response.status}`)
}

function notOurs({ url, name, advice }: Service, found: string, cause?: unknown): DebugInError {
  const text = `What answers at ${url} does not look like a ${name}: ${found}. ${advice}`
  return new DebugInError('INVALID_OPTION', text, { url }, cause)
}
