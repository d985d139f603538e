import { DebugInError } from '@debugin/protocol'
import { readSecret } from '@debugin/protocol/signature'
import { Hono } from 'hono'
import { answerError, answerJson, answerStream, answerText, ENCODINGS } from './answer.js'
import { chunksOf, readBody } from './body.js'
import { BodyRoom } from './bodyRoom.js'
import { readEvents } from './eventReader.js'
import { takeBatch, takeEvent } from './intake.js'
import type { PartOfJson } from './jsonScanner.js'
import { streamEvents } from './live/eventStream.js'
import { Feed } from './live/feed.js'
import { resolveSinkOptions, type SinkOptions } from './options.js'
import { readQuery, readStreamQuery } from './query.js'
import type { EventStore } from './store/eventStore.js'

/** A sink that does not listen: requests go in, responses come out. */
export interface SinkApp {
  /**
   * Answers a request; never rejects.
   *
   * @param body the chunks of its body, where they are to be had without the web's streams, which take 5 µs of each event
   */
  fetch(request: Request, body?: AsyncIterable<Uint8Array>): Promise<Response>
  /** Ends every live stream, after the news that it still has to send. Other requests are answered as before. */
  stop(): void
}

const CALLS = ['POST /api/events', 'GET /api/events', 'GET /api/events/stream', 'POST /api/events/clear', 'GET /health']

/**
 * Makes the sink's HTTP API over a store. Of the options it uses those for bodies, signatures and streams.
 *
 * @throws DebugInError INVALID_OPTION
 */
export function createSinkApp(store: EventStore, options: SinkOptions = {}): SinkApp {
  const { maxBodyBytes, maxPendingBytes, maxStreams, heartbeatMs, signingSecrets } = resolveSinkOptions(options)
  const secrets = signingSecrets.map(readSecret)
  const room = new BodyRoom(maxPendingBytes)
  const feed = new Feed()
  const app = new Hono<{ Bindings: { body?: AsyncIterable<Uint8Array> | undefined } }>({ strict: false })
  /** Events kept since the start or since they were last cleared, those that had to make room included. */
  let received = 0

  app.post('/api/events', async ({ req, env }) => {
    const share = room.enter()
    try {
      const source = { headers: req.raw.headers, chunks: env?.body ?? chunksOf(req.raw) }
      const body = await readBody(source, { maxBytes: maxBodyBytes, share, secrets })
      const { isBatch, parts } = readEvents(body, maxBodyBytes)
      const { result, stored } = isBatch
        ? await takeBatch(store, parts)
        : await takeEvent(store, parts[0] as PartOfJson)
      received += stored
      if (stored > 0) feed.announce()
      return answerJson(result)
    } finally {
      share.leave()
    }
  })

  app.get('/api/events', async ({ req }) => {
    const query = readQuery(new URL(req.url).searchParams)
    const { total, events } = await store.find(query)
    const head = JSON.stringify({ total, offset: query.offset, limit: query.limit, count: events.length })
    return answerText(`${head.slice(0, -1)},"events":[${events.map((event) => event.text).join()}]}`)
  })

  app.get('/api/events/stream', async ({ req }) => {
    const filter = readStreamQuery(new URL(req.url).searchParams)
    if (req.method === 'HEAD') return answerStream(null)
    const after = await findStart(store, req.header('last-event-id'))
    if (feed.size >= maxStreams) {
      const text = `The sink serves ${maxStreams} live streams already; close one, or start it with a greater maxStreams`
      throw new DebugInError('TOO_MANY_REQUESTS', text, { maxStreams })
    }
    return answerStream(streamEvents(store, feed.follow(), { filter, after, heartbeatMs }))
  })

  app.post('/api/events/clear', async () => {
    const count = await store.clear()
    received = 0
    return answerJson({ status: 'cleared', count, timestamp: new Date().toISOString() })
  })

  app.get('/health', () =>
    answerJson(
      {
        status: 'healthy',
        service: 'debugin-event-sink',
        events_received: received,
        timestamp: new Date().toISOString(),
        batch: true,
        encodings: ['gzip'],
        signed: secrets.length > 0,
        store: store.state?.() ?? null,
      },
      ENCODINGS,
    ),
  )

  app.notFound(({ req }) => {
    const text = `The sink has no call ${req.method} ${req.path}; it has ${CALLS.join(', ')}`
    return answerError(new DebugInError('NOT_FOUND', text, { method: req.method, path: req.path, calls: CALLS }))
  })
  app.onError(answerError)

  return { fetch: async (request, body) => app.fetch(request, { body }), stop: () => feed.end() }
}

/**
 * The number to stream on from. Every event that is kept is newer than one that was seen once and is kept no longer, so
 * an unknown id means all of them; a repeat does no harm.
 */
async function findStart(store: EventStore, lastEventId: string | undefined): Promise<number | null> {
  if (lastEventId === undefined || lastEventId === '') return store.lastSequence()
  return store.sequenceOf(lastEventId.toLowerCase())
}
