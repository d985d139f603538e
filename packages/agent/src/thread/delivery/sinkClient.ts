import { createHash } from 'node:crypto'
import { readSecret, signBody } from '@debugin/protocol/signature'
import { type Answer, HttpCaller } from './httpCaller'
import type { OutgoingEvent } from './outgoingEvent'
import { postJson, reasonOf } from './postJson'
import type { Receiver, SendResult } from './receiver'

/** Events of one request, to a sink that takes several. */
const BATCH_EVENTS = 500

/** What a sink can do. */
interface Abilities {
  batch: boolean
  gzip: boolean
}

/** One of which nothing is known. */
const PLAIN: Abilities = { batch: false, gzip: false }

/** Talks to one sink. */
export class SinkClient implements Receiver {
  private readonly caller: HttpCaller
  private readonly secret: Buffer | null
  /** Null while it has not been asked. */
  private abilities: Abilities | null = null

  constructor(
    private readonly url: string,
    signingSecret: string | null,
  ) {
    this.caller = new HttpCaller(url)
    this.secret = signingSecret === null ? null : readSecret(signingSecret)
  }

  /** Asks the sink when it has not been asked yet. */
  async batchSize(signal: AbortSignal): Promise<number> {
    this.abilities ??= await this.askForAbilities(signal)
    return this.abilities?.batch === true ? BATCH_EVENTS : 1
  }

  forget(): void {
    this.abilities = null
  }

  async send(batch: readonly OutgoingEvent[], signal: AbortSignal): Promise<SendResult> {
    const body = bodyOf(batch)
    const { gzip } = this.abilities ?? PLAIN
    try {
      const headers = this.secret === null ? {} : signBody(this.secret, messageId(batch), body)
      const answer = await postJson(this.caller, `${this.url}/api/events`, body, { headers, gzip }, signal)
      if (answer.status !== 415 || !gzip) return judge(answer)
      this.abilities = { ...(this.abilities ?? PLAIN), gzip: false }
      return await this.send(batch, signal)
    } catch (error) {
      return { kind: 'later', reason: reasonOf(error), afterMs: null }
    }
  }

  private async askForAbilities(signal: AbortSignal): Promise<Abilities | null> {
    let body: string
    try {
      ;({ body } = await this.caller.call(`${this.url}/health`, 'GET', {}, '', signal))
    } catch {
      return null
    }
    try {
      const { batch, encodings } = JSON.parse(body) as { batch?: unknown; encodings?: unknown }
      return { batch: batch === true, gzip: Array.isArray(encodings) && encodings.includes('gzip') }
    } catch {
      return PLAIN
    }
  }
}

const OPEN = 0x5b
const COMMA = 0x2c
const CLOSE = 0x5d

/** One event as it is, several as an array. To join the texts and encode the long one takes five times as long. */
function bodyOf(batch: readonly OutgoingEvent[]): Buffer {
  const [only] = batch
  if (batch.length === 1) return Buffer.from((only as OutgoingEvent).json)
  const body = Buffer.allocUnsafe(batch.reduce((sum, { bytes }) => sum + bytes + 1, 1))
  let at = 0
  for (const { json } of batch) {
    body[at] = at === 0 ? OPEN : COMMA
    at += 1 + body.write(json, at + 1)
  }
  body[at] = CLOSE
  return body
}

/** The same for each try to send the same, as the specification of the signature asks. */
function messageId(batch: readonly OutgoingEvent[]): string {
  const [only] = batch
  if (batch.length === 1) return (only as OutgoingEvent).id
  const hash = createHash('sha256')
  for (const { id } of batch) hash.update(id)
  return `batch_${hash.digest('hex').slice(0, 32)}`
}

/** What says that something is wrong with these events; all else may be mended without them: a secret, a proxy, a path. */
const REFUSALS = [400, 413, 415, 422]

function judge({ status, afterMs, body }: Answer): SendResult {
  if (status >= 200 && status < 300) return { kind: 'taken', refused: refusedIn(body) }
  const reason = `the sink answered ${status}: ${body.slice(0, 200)}`
  return REFUSALS.includes(status) ? { kind: 'refused', reason } : { kind: 'later', reason, afterMs }
}

/** A sink that takes batches answers for each event; one whose answer is something else has taken them all. */
function refusedIn(body: string): string[] {
  try {
    const { results } = JSON.parse(body) as { results?: { status?: string; error?: string }[] }
    if (!Array.isArray(results)) return []
    return results.flatMap((result) => (result?.status === 'rejected' ? (result.error ?? 'no reason given') : []))
  } catch {
    return []
  }
}
