import { Agent, type ClientRequest, type IncomingMessage, type RequestOptions, request } from 'node:http'
import type * as Https from 'node:https'

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
 * Calls one receiver, over connections that stay open. Not with `fetch`: to load it, and each of its calls, takes several
 * times as much of a core, and that is the machine that the program runs on.
 */
export class HttpCaller {
  private readonly send: (options: RequestOptions) => ClientRequest

  /** @param url of the receiver, http or https */
  constructor(url: string) {
    if (new URL(url).protocol === 'https:') {
      // Few receivers need it, and it takes its time to load.
      const https = require('node:https') as typeof Https
      const agent = new https.Agent({ keepAlive: true })
      this.send = (options) => https.request({ ...options, agent })
    } else {
      const agent = new Agent({ keepAlive: true })
      this.send = (options) => request({ ...options, agent })
    }
  }

  /** @throws Error where no whole answer came in time, or one that names another place: nobody has asked for that one */
  async call(url: string, method: string, headers: object, body: string | Buffer, stop: AbortSignal): Promise<Answer> {
    stop.throwIfAborted()
    const { protocol, hostname, port, pathname, search } = new URL(url)
    const host = hostname.replace(/^\[|\]$/g, '')
    const sent = this.send({ protocol, host, port, path: pathname + search, method, headers: { ...headers } })
    return await new Promise<Answer>((resolve, reject) => {
      const fail = (error: Error): void => {
        reject(error)
        sent.destroy()
      }
      const abort = (): void => fail(stop.reason)
      const timer = setTimeout(() => fail(new Error(`no answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS)
      stop.addEventListener('abort', abort)
      sent.once('response', (response) => readAnswer(response, sent).then(resolve, fail))
      sent.on('error', fail)
      sent.once('close', () => {
        clearTimeout(timer)
        stop.removeEventListener('abort', abort)
      })
      sent.end(body)
    })
  }
}

async function readAnswer(response: IncomingMessage, sent: ClientRequest): Promise<Answer> {
  const { statusCode: status = 0, headers } = response
  if (status >= 300 && status < 400)
    throw new Error(`it answered ${status} and names ${headers.location ?? 'no other place'}`)
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    // The status is known, and nobody needs more.
    if (bytes > MOST_ANSWER_BYTES) break
    chunks.push(chunk)
  }
  if (bytes > MOST_ANSWER_BYTES) sent.destroy()
  return { status, afterMs: waitOf(headers['retry-after']), body: Buffer.concat(chunks).toString('utf8') }
}

/** Seconds or a date (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after). */
function waitOf(text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^\s*\d+\s*$/.test(text)) return Number(text) * 1000
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(at - Date.now(), 0)
}
