import { setTimeout as delay } from 'node:timers/promises'
import { DebugInError, type EventName } from '@debugin/protocol'
import { type Frame, readFrames } from './frames.js'
import { openEventStream } from './http.js'
import { describeSink } from './services.js'

/** Which events are followed, and how. */
export interface FollowOptions {
  sinkUrl: string
  /** Only these; none named: all. */
  types?: readonly EventName[]
  /** Whether a stream that breaks or ends is opened again. Default true. */
  reconnect?: boolean
  /** Ends following. */
  signal?: AbortSignal
  /** Is told, in a sentence, when the sink goes and comes back and when events were lost. */
  notice?: (message: string) => void
}

/** An event as the sink streams it. */
export interface FollowedEvent {
  /** Its JSON on one line, digit for digit as the agent sent it. */
  text: string
  event: Record<string, unknown>
}

const FIRST_WAIT = 100
const LONGEST_WAIT = 3000

/**
 * No event has this id. To an id that it does not keep, a sink answers with all that it keeps: when a stream breaks
 * before its first event, that is the only way to miss none.
 */
const NOTHING_SEEN = '00000000-0000-0000-0000-000000000000'

/**
 * Follows the events of a sink live. The promise resolves when the stream is open: events that are made from then on are
 * in it. A stream that breaks is opened again, and goes on with what was missed.
 *
 * @throws DebugInError INVALID_OPTION when no sink answers, or the sink's own error
 */
export async function followEvents(options: FollowOptions): Promise<AsyncGenerator<FollowedEvent, void, void>> {
  const body = await openStream(options, null)
  return readEvents(options, body)
}

async function* readEvents(
  options: FollowOptions,
  first: ReadableStream<Uint8Array>,
): AsyncGenerator<FollowedEvent, void, void> {
  const { sinkUrl, reconnect = true, signal, notice = () => {} } = options
  let last = NOTHING_SEEN
  for (let body: ReadableStream<Uint8Array> | null = first; body !== null; ) {
    try {
      for await (const frame of readFrames(body)) {
        if (frame.event === 'gap') notice(describeGap(frame))
        if (frame.event !== 'message') continue
        last = frame.id || last
        yield { text: frame.data.replaceAll('\n', ' '), event: JSON.parse(frame.data) as Record<string, unknown> }
      }
    } catch {
      // The connection broke; `signal` breaks it too.
    }
    if (!reconnect || signal?.aborted) return
    notice(`the sink at ${sinkUrl} is gone; waiting for it to come back`)
    body = await reopen(options, last)
    if (body !== null) notice(`the sink at ${sinkUrl} is back`)
  }
}

/** Tries until the sink answers; null when following was ended meanwhile. */
async function reopen(options: FollowOptions, last: string): Promise<ReadableStream<Uint8Array> | null> {
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    try {
      await delay(wait, undefined, options.signal === undefined ? {} : { signal: options.signal })
      return await openStream(options, last)
    } catch (error) {
      if (options.signal?.aborted) return null
      if (!mayPass(error)) throw error
    }
  }
}

/** Whether trying again can help: not where the sink understood the call and refused it. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof DebugInError)) return true
  const { status } = error.details
  return typeof status !== 'number' || status === 429 || status >= 500
}

function openStream({ sinkUrl, types = [], signal }: FollowOptions, last: string | null) {
  const query = new URLSearchParams(types.map((type): [string, string] => ['event_type', type]))
  const path = query.size === 0 ? '/api/events/stream' : `/api/events/stream?${query}`
  return openEventStream(describeSink(sinkUrl), path, last, signal ?? new AbortController().signal)
}

function describeGap({ data }: Frame): string {
  const { missed } = JSON.parse(data) as { missed: number }
  return `${missed} ${missed === 1 ? 'event was' : 'events were'} dropped by the sink before they could be read`
}
