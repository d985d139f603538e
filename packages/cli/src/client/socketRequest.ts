import { request } from 'node:http'
import { Readable } from 'node:stream'

/** Calls a service that listens on a Unix socket, as `fetch` does one on a port. */
export function requestOnSocket(socketPath: string, path: string, init: RequestInit): Promise<Response> {
  const { method = 'GET', headers = {}, body, signal } = init
  return new Promise((resolve, reject) => {
    const options = { socketPath, path, method, headers: { ...(headers as Record<string, string>), host: 'localhost' } }
    const sent = request({ ...options, ...(signal == null ? {} : { signal }) }, (answer) => {
      const status = answer.statusCode as number
      const given = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)])
      const empty = status === 204 || status === 304
      resolve(new Response(empty ? null : (Readable.toWeb(answer) as ReadableStream), { status, headers: given }))
    })
    // As `fetch` has it: the reason lies in `cause`, and what was ended says so itself.
    sent.once('error', (error) =>
      reject(signal?.aborted ? signal.reason : new TypeError('fetch failed', { cause: error })),
    )
    sent.end(body as string | undefined)
  })
}
