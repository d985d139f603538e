import { createHash } from 'node:crypto'
import type { DebugInEvent } from '@debugin/protocol'
import { readSecret, signBody } from '@debugin/protocol/signature'
import { type Answer, HttpCaller } from './httpCaller'
import type { OutgoingEvent } from './outgoingEvent'
import { COMPRESSED_FROM, postJson, reasonOf } from './postJson'
import type { Receiver, SendResult } from './receiver'

/** Events of one request, to a sink that takes several. */
const BATCH_EVENTS = 500

const OPEN = 0x5b
const COMMA = 0x2c
const CLOSE = 0x5d

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
  /** Where bodies that are compressed are made, one after the other. */
  private room = Buffer.alloc(0)
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

  async send(batch: readonly OutgoingEvent[], signal: AbortSignal, hurries: boolean): Promise<SendResult> {
    const { gzip } = this.abilities ?? PLAIN
    const body = this.bodyOf(batch, gzip)
    try {
      const headers = this.secret === null ? {} : signBody(this.secret, messageId(batch, body), body)
      const post = (gzip: boolean) =>
        postJson(this.caller, `${this.url}/api/events`, body, { headers, gzip, hurries }, signal)
      let answer = await post(gzip)
      if (answer.status === 415 && gzip) {
        this.abilities = { ...(this.abilities ?? PLAIN), gzip: false }
        answer = await post(false)
      }
      return judge(answer)
    } catch (error) {
      return { kind: 'later', reason: reasonOf(error), afterMs: null }
    }
  }

  /** One event as it is, several as an array. */
  private bodyOf(batch: readonly OutgoingEvent[], gzip: boolean): Buffer {
    const [first] = batch
    if (batch.length === 1) return Buffer.from((first as OutgoingEvent).json)
    const size = batch.reduce((sum, { json }) => sum + json.length + 1, 1)
    const body = this.roomFor(size, gzip)
    let at = 0
    for (const { json } of batch) {
      body[at] = at === 0 ? OPEN : COMMA
      body.set(json, at + 1)
      at += 1 + json.length
    }
    body[at] = CLOSE
    return body
  }

  /** A body that was compressed is done with when the next one is made. One that goes as it is may still be on its way. */
  private roomFor(size: number, gzip: boolean): Buffer {
    if (!gzip || size < COMPRESSED_FROM) return Buffer.allocUnsafe(size)
    if (this.room.length < size) this.room = Buffer.allocUnsafeSlow(size)
    return this.room.subarray(0, size)
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

/** The same for each try to send the same, as the specification of the signature asks. */
function messageId(batch: readonly OutgoingEvent[], body: Buffer): string {
  if (batch.length === 1) return (JSON.parse(body.toString()) as DebugInEvent).id
  return `batch_${createHash('sha256').update(body).digest('hex').slice(0, 32)}`
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
