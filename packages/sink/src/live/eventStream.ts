import { type EventFilter, passesFilter } from '../store/eventFilter.js'
import type { EventStore } from '../store/eventStore.js'
import type { StoredEvent } from '../store/storedEvent.js'
import type { Follower } from './feed.js'

/** Events read from the store at once. */
const PAGE = 64

/** Characters of one page. A page is all that a slow client holds in memory while the store moves on. */
const PAGE_CHARACTERS = 256 * 1024

/** Milliseconds after which a browser connects again when the stream breaks. */
const RETRY = 1000

/** What one client of the stream sees. */
export interface StreamView {
  filter: EventFilter
  /** The number of the last event that the client has; null: from the oldest one kept. */
  after: number | null
  /** Milliseconds of silence after which a comment is sent, so that a dead connection is noticed. */
  heartbeatMs: number
}

/**
 * Streams events as Server-Sent Events (https://html.spec.whatwg.org/multipage/server-sent-events.html): first those
 * that the client missed, then new ones as they come. Each has the event's id as its `id` and its JSON as its `data`.
 * Where events were lost before the client could read them, an event `gap` with `{"missed": n}` stands in their place.
 *
 * The store is read only as fast as the client takes; cancelling the stream, or ending the feed, ends it.
 */
export function streamEvents(store: EventStore, follower: Follower, view: StreamView): ReadableStream<Uint8Array> {
  const frames = writeFrames(store, follower, view)
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await frames.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      async cancel() {
        follower.leave()
        await frames.return()
      },
    },
    { highWaterMark: 0 },
  )
}

async function* writeFrames(
  store: EventStore,
  follower: Follower,
  { filter, after, heartbeatMs }: StreamView,
): AsyncGenerator<string, void, void> {
  let last = after
  try {
    yield `retry: ${RETRY}\n\n`
    for (;;) {
      const page = boundPage(await store.read(last ?? 0, PAGE))
      for (const event of page) {
        const missed = last === null ? 0 : event.sequence - last - 1
        if (missed > 0) yield `event: gap\ndata: {"missed":${missed}}\n\n`
        last = event.sequence
        if (passesFilter(event, filter)) yield writeFrame(event)
      }
      if (page.length > 0) continue
      const tidings = await follower.wait(heartbeatMs)
      if (tidings === 'ended') return
      if (tidings === 'quiet') yield ': nothing new\n\n'
    }
  } finally {
    follower.leave()
  }
}

/** At least one event, and no more than `PAGE_CHARACTERS` hold; the rest is read again later. */
function boundPage(events: StoredEvent[]): StoredEvent[] {
  let characters = 0
  const end = events.findIndex((event, index) => {
    characters += event.text.length
    return index > 0 && characters > PAGE_CHARACTERS
  })
  return end === -1 ? events : events.slice(0, end)
}

/** An event's text may have been printed over several lines; each becomes a line of data. */
function writeFrame(event: StoredEvent): string {
  return `id: ${event.id}\ndata: ${event.text.replace(/\r\n|\r|\n/g, '\ndata: ')}\n\n`
}
