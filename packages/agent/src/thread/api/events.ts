import { DebugInError } from '@debugin/protocol'
import type { Hono } from 'hono'
import type { EventFeed, FeedFollower } from '../events/eventFeed'
import { PARAMETERS } from './parameters'
import { readQuery } from './query'

/** Clients that may follow at once. */
const MOST_FOLLOWERS = 50

/** Milliseconds of silence after which a comment is sent, so that either side notices a dead connection. */
const HEARTBEAT_MS = 10_000

/** GET /events: the events of this process tree as Server-Sent Events, in the same form as the sink streams them. */
export function addEventRoute(app: Hono, feed: EventFeed): void {
  app.get('/events', (context) => {
    const { event_type: names, probe_id: probeIds } = readQuery(context, PARAMETERS.events)
    if (feed.size >= MOST_FOLLOWERS) {
      throw new DebugInError('TOO_MANY_REQUESTS', `${MOST_FOLLOWERS} clients follow the events already`, {
        limit: MOST_FOLLOWERS,
      })
    }
    return new Response(streamOf(feed.follow({ names, probeIds })), {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    })
  })
}

/** Reads from the follower only as fast as the client takes; what waits meanwhile is bounded there. */
function streamOf(follower: FeedFollower): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let open = false
  return new ReadableStream(
    {
      async pull(controller) {
        if (!open) {
          // The client learns at once that it follows.
          open = true
          controller.enqueue(encoder.encode('retry: 1000\n\n'))
          return
        }
        const text = await nextFrame(follower)
        if (text === null) controller.close()
        else controller.enqueue(encoder.encode(text))
      },
      cancel: () => follower.leave(),
    },
    { highWaterMark: 0 },
  )
}

async function nextFrame(follower: FeedFollower): Promise<string | null> {
  const item = await follower.next(HEARTBEAT_MS)
  if (item === 'ended') return null
  if (item === 'quiet') return ': nothing new\n\n'
  if ('missed' in item) return `event: gap\ndata: {"missed":${item.missed}}\n\n`
  return `id: ${item.event.id}\ndata: ${item.event.json}\n\n`
}
