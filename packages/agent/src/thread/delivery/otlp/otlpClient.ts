import type { DebugInEvent } from '@debugin/protocol'
import { type Answer, HttpCaller } from '../httpCaller'
import type { OutgoingEvent } from '../outgoingEvent'
import { postJson, reasonOf } from '../postJson'
import type { Receiver, SendResult } from '../receiver'
import { exportRequest } from './exportRequest'

/** The size of a batch that exporters of OpenTelemetry use. */
const BATCH_EVENTS = 512

/** The path of logs below the address of a collector. */
const PATH = '/v1/logs'

/** What may be sent again (https://opentelemetry.io/docs/specs/otlp/#retryable-response-codes). */
const RETRYABLE = [429, 502, 503, 504]

/** Sends events to an OpenTelemetry collector as log records: OTLP over HTTP, in JSON. */
export class OtlpClient implements Receiver {
  readonly url: string
  private readonly caller: HttpCaller

  /** @param url of the collector, or with a path that of its logs */
  constructor(
    url: string,
    private readonly instanceId: string,
  ) {
    const parsed = new URL(url)
    if (parsed.pathname === '/') parsed.pathname = PATH
    this.url = parsed.href
    this.caller = new HttpCaller(this.url)
  }

  async batchSize(): Promise<number> {
    return BATCH_EVENTS
  }

  forget(): void {}

  async send(batch: readonly OutgoingEvent[], signal: AbortSignal, hurries: boolean): Promise<SendResult> {
    const events = batch.map(({ json }) => JSON.parse(json.toString()) as DebugInEvent)
    const body = Buffer.from(JSON.stringify(exportRequest(events, this.instanceId)))
    try {
      // Every server of OTLP takes gzip: https://opentelemetry.io/docs/specs/otlp/#otlphttp
      return judge(await postJson(this.caller, this.url, body, { gzip: true, hurries }, signal), batch.length)
    } catch (error) {
      return { kind: 'later', reason: reasonOf(error), afterMs: null }
    }
  }
}

function judge({ status, afterMs, body }: Answer, sent: number): SendResult {
  if (status >= 200 && status < 300) return { kind: 'taken', refused: refusedIn(body, sent) }
  const reason = `the collector answered ${status}: ${body.slice(0, 200)}`
  return RETRYABLE.includes(status) ? { kind: 'later', reason, afterMs } : { kind: 'refused', reason }
}

/** A partial success tells how many records were refused, and why; they must not be sent again. */
function refusedIn(body: string, sent: number): string[] {
  try {
    const { partialSuccess } = JSON.parse(body) as {
      partialSuccess?: { rejectedLogRecords?: unknown; errorMessage?: unknown }
    }
    const count = Math.min(Number(partialSuccess?.rejectedLogRecords ?? 0) || 0, sent)
    return new Array<string>(count).fill(String(partialSuccess?.errorMessage ?? 'no reason given'))
  } catch {
    return []
  }
}
