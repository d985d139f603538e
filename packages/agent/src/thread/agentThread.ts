import { writeSync } from 'node:fs'
import type { MessagePort } from 'node:worker_threads'
import { DebugInError, type EventName, type SnapshotPayload, type StackFrame } from '@debugin/protocol'
import type { AgentThreadData, FromAgent, FromProgram } from '../link/messages'
import { CacheWriter } from '../load/cache/cacheWriter'
import { createFileFilter } from '../load/filter'
import { createControlApi } from './api/app'
import { type ListeningApi, listen } from './api/listen'
import { Delivery } from './delivery/delivery'
import { createEnvelope } from './delivery/envelope'
import { outgoing } from './delivery/outgoingEvent'
import { EventFeed } from './events/eventFeed'
import { KnownFiles } from './files/knownFiles'
import { createHealth, ENGINE, FEATURES } from './health'
import { writeMetricsFile } from './metricsFile'
import { createLastingPoints } from './points/lastingPoints'
import { PointBook } from './points/pointBook'
import { answerCall } from './programCalls'
import { raiseInlining } from './raiseInlining'
import { OriginalFrames } from './stack/originalFrames'
import { translateStackText } from './stack/stackText'
import { describeStats } from './stats'
import { CountSums } from './threads/countSums'
import { ProcessThreads } from './threads/processThreads'

/** An event as the program's threads send it: its frames are not yet translated. */
interface RawEvent {
  name: EventName
  /** Milliseconds since 1970. */
  at: number
  payload: Record<string, unknown>
  frames?: StackFrame[]
}

/**
 * The agent's own thread: the control API, the points, and the delivery of events. It answers while the program is
 * busy, and nothing it does takes the program's time.
 */
export function startAgentThread(data: AgentThreadData, program: MessagePort): void {
  const { options, agentVersion } = data
  const startedAt = Date.now()
  const log = (message: string): void => {
    if (options.debug) process.stderr.write(`[debugin] ${message}\n`)
  }
  const pointCount = new Int32Array(data.lobby.points)
  const known = new KnownFiles(options.root)
  const cache = new CacheWriter(options.cacheDir, log)
  const filter = createFileFilter(options)
  const places = { root: options.root, known, filter }
  const feed = new EventFeed()
  const points = new PointBook(places, (change) => {
    for (const id of change.removed) sums.forget(id)
    Atomics.store(pointCount, 0, points.size)
    threads.tellAll({ type: 'probes', change })
  })
  const sums = new CountSums((id) => points.isGauge(id))
  let listening: FromAgent | null = null
  const threads = new ProcessThreads(program, data.lobby, {
    take: takeSafely,
    welcome: () => [
      { type: 'probes', change: { set: points.probes(), off: [], removed: [] } },
      ...(listening === null ? [] : [listening]),
    ],
    left: (threadId) => sums.end(String(threadId)),
  })
  const delivery = new Delivery(options, log)
  const envelope = createEnvelope(options, agentVersion)
  const frames = new OriginalFrames(known, options.root)
  const lasting = createLastingPoints(options, points)
  raiseInlining(data.inliningFlags, new Int32Array(data.loadedFiles))
  let api: ListeningApi | null = null
  let totalEvents = 0

  const send = (name: EventName, at: Date, payload: Record<string, unknown>): void => {
    const event = envelope(name, at, payload)
    const json = JSON.stringify(event)
    delivery.add(outgoing(event, json))
    feed.publish({ name, id: event.id, probeId: (payload.probeId as string | undefined) ?? null, json })
  }

  const health = createHealth({
    options,
    agentVersion,
    startedAt,
    points,
    known,
    cache: cache.state,
    delivery: () => delivery.state(),
    threads: () => threads.count,
    lasting: () => lasting.state(),
    notice: () => api?.notice ?? null,
  })

  send('agent.status.started', new Date(), { message: 'DebugIn agent started', engine: ENGINE, features: FEATURES })
  if (options.enableControlApi) void startApi()
  else tellListening(null, null)

  function tellListening(url: string | null, notice: string | null): void {
    listening = { type: 'listening', url, notice }
    threads.tellAll(listening)
  }

  async function startApi(): Promise<void> {
    const { controlApiHost: host, controlApiPort: port, controlApiSocket: socketFile } = options
    const access = { host: socketFile === null ? host : null, token: options.controlApiToken }
    const stats = () => describeStats(points.accounts(), options.cpuBudget, startedAt, delivery.state())
    try {
      const app = createControlApi({ version: agentVersion, access, points, places, feed, health, stats, log })
      api = await listen(app, socketFile === null ? { host, port } : { socketFile })
      if (api.notice !== null) process.stderr.write(`[debugin] ${api.notice}\n`)
      tellListening(api.url, api.notice)
    } catch (error) {
      const notice = `the control API could not start: ${(error as Error).message}`
      process.stderr.write(`[debugin] ${notice}\n`)
      tellListening(null, notice)
    }
  }

  function takeEvents(lines: string): void {
    for (const line of lines.split('\n')) {
      if (line === '') continue
      const { name, at, payload, frames: raw } = JSON.parse(line) as RawEvent
      if (name === 'probe.hit.snapshot') {
        payload.stack = frames.translate(raw ?? []).slice(0, points.maxFrames(String(payload.probeId)))
      }
      translateException(payload.snapshot as SnapshotPayload['snapshot'] | undefined)
      if (name.startsWith('probe.hit.')) totalEvents++
      send(name, new Date(at), payload)
    }
  }

  function translateException(snapshot: SnapshotPayload['snapshot'] | undefined): void {
    const exception = snapshot?.exception
    if (typeof exception?.stack === 'string') exception.stack = translateStackText(exception.stack, frames)
  }

  async function finish(message: Extract<FromProgram, { type: 'finish' }>): Promise<void> {
    threads.takeWaiting()
    keepMetrics()
    send('agent.status.stopped', new Date(), {
      message: 'DebugIn agent stopped',
      uptime: message.uptime,
      totalProbes: points.size,
      totalEvents,
      ...(delivery.lost > 0 ? { lostEvents: delivery.lost } : {}),
    })
    await delivery.finish(message.deadlineMs)
    lasting.stop()
    feed.end()
    await api?.close()
    threads.tell(0, { type: 'stopped' })
    wake(message.done)
  }

  function keepMetrics(): void {
    if (options.metricsDir === null) return
    try {
      log(`what was measured stands in ${writeMetricsFile(options.metricsDir, points)}`)
    } catch (error) {
      // A thread's own stderr goes by way of the program's, which no longer turns to it.
      writeSync(2, `[debugin] what was measured could not be written: ${(error as Error).message}\n`)
    }
  }

  function take(message: FromProgram, threadId: number): void {
    switch (message.type) {
      case 'woven':
        known.noteWoven(message.report)
        cache.note(message.report, message.fresh)
        return
      case 'running':
        known.noteRunning(message.file)
        points.findPlaces()
        return
      case 'loadedBefore':
        known.noteLoadedBefore(message.paths)
        return
      case 'events':
        takeEvents(message.lines)
        return
      case 'counts':
        points.noteCounts(sums.note(String(threadId), message.counts))
        return
      case 'refused':
        points.noteRefused(message.id, message.reason)
        return
      case 'call':
        threads.tell(threadId, { type: 'answer', id: message.id, answer: answerCall(points, lasting, message) })
        wake(message.done)
        return
      case 'finish':
        void finish(message)
        return
      case 'left':
        return
    }
  }

  function takeSafely(message: FromProgram, threadId: number): void {
    try {
      take(message, threadId)
    } catch (error) {
      log(error instanceof DebugInError ? error.message : String((error as Error).stack))
    }
  }
}

function wake(done: SharedArrayBuffer): void {
  const flag = new Int32Array(done)
  Atomics.store(flag, 0, 1)
  Atomics.notify(flag, 0)
}
