import type { OutgoingEvent } from './outbox'

/** How the sink took what it was sent. */
export type SendResult =
  /** `refused`: events of the batch that it will never take, with its reasons. */
  | { kind: 'taken'; refused: string[] }
  /** It will never take this. `tooLarge`: it might in smaller pieces. */
  | { kind: 'refused'; reason: string; tooLarge: boolean }
  /** It may take it later; `afterMs` where it said when. */
  | { kind: 'later'; reason: string; afterMs: number | null }

const TIMEOUT_MS = 5000

/** Talks to one sink. */
export class SinkClient {
  /** Whether it takes arrays; null while it has not been asked. */
  private batches: boolean | null = null

  constructor(private readonly url: string) {}

  /** Events that one request may carry; asks the sink when it has not been asked yet. */
  async batchSize(signal: AbortSignal): Promise<number> {
    this.batches ??= await this.askForBatches(signal)
    return this.batches === true ? 200 : 1
  }

  /** The sink was away and may come back as another one. */
  forget(): void {
    this.batches = null
  }

  async send(batch: readonly OutgoingEvent[], signal: AbortSignal): Promise<SendResult> {
    const [only] = batch
    const body = batch.length === 1 ? (only as OutgoingEvent).json : `[${batch.map(({ json }) => json).join(',')}]`
    try {
      const response = await fetch(`${this.url}/api/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      return judge(response.status, response.headers.get('retry-after'), await response.text())
    } catch (error) {
      return { kind: 'later', reason: reasonOf(error), afterMs: null }
    }
  }

  private async askForBatches(signal: AbortSignal): Promise<boolean | null> {
    try {
      const response = await fetch(`${this.url}/health`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      const health = (await response.json()) as { batch?: unknown }
      return health.batch === true
    } catch {
      return null
    }
  }
}

function judge(status: number, retryAfter: string | null, body: string): SendResult {
  if (status >= 200 && status < 300) return { kind: 'taken', refused: refusedIn(body) }
  const reason = `the sink answered ${status}: ${body.slice(0, 200)}`
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const seconds = Number(retryAfter)
    return { kind: 'later', reason, afterMs: retryAfter !== null && seconds >= 0 ? seconds * 1000 : null }
  }
  return { kind: 'refused', reason, tooLarge: status === 413 }
}

/** A sink that takes batches answers for each event; one whose answer is something else has taken them all. */
function refusedIn(body: string): string[] {
  try {
    const { results } = JSON.parse(body) as { results?: { status?: string; error?: string }[] }
    if (!Array.isArray(results)) return []
    return results.flatMap(({ status, error }) => (status === 'rejected' ? (error ?? 'no reason given') : []))
  } catch {
    return []
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error && cause.message !== '' ? cause.message : message
}
