import { writeSync } from 'node:fs'
import type { MessagePort } from 'node:worker_threads'
import { DebugInError, type EventName } from '@debugin/protocol'
import { POINT_COUNT } from '../link/lobby'
import type { AgentThreadData, FromAgent, FromProgram, ProbeCounts } from '../link/messages'
import { CacheWriter } from '../load/cache/cacheWriter'
import type { FileSelection } from '../load/filter'
import { Delivery } from './delivery/delivery'
import { createEnvelope } from './delivery/envelope'
import { probeIdOf, readRawEvent } from './events/rawEvent'
import { KnownFiles } from './files/knownFiles'
import { ENGINE, FEATURES } from './health'
import { writeMetricsFile } from './metricsFile'
import { raiseInlining } from './raiseInlining'
import { OriginalFrames } from './stack/originalFrames'
import { ShownStacks } from './stack/shownStacks'
import { snapshotText } from './stack/snapshotText'
import { CountSums } from './threads/countSums'
import { ProcessThreads } from './threads/processThreads'
import type { Desk, Hearer } from './tree/desk'
import { Tree } from './tree/tree'

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
  const state = new Int32Array(data.lobby.state)
  /** The files of this process. */
  const known = new KnownFiles([options.root])
  const cache = new CacheWriter(options.cacheDir, log)
  const probes = new Map(data.probes.map((probe) => [probe.id, probe]))
  const sums = new CountSums((id) => probes.get(id)?.metric?.kind === 'gauge')
  const delivery = new Delivery(options, log)
  const envelope = createEnvelope(options, agentVersion)
  const frames = new OriginalFrames(known, options.root)
  let listening: FromAgent | null = null
  let isFollowed = false
  let totalEvents = 0

  const threads = new ProcessThreads(program, data.lobby, {
    take: takeSafely,
    welcome: () => [
      { type: 'probes', change: { set: [...probes.values()], off: [], removed: [] } },
      ...(listening === null ? [] : [listening]),
    ],
    left: (threadId) => sums.end(String(threadId)),
    counted: (count) => tree.desk?.threads(count),
  })
  const hearer: Hearer = {
    probes(change) {
      for (const id of [...change.off, ...change.removed]) probes.delete(id)
      for (const id of change.removed) sums.forget(id)
      for (const probe of change.set) probes.set(probe.id, probe)
      Atomics.store(state, POINT_COUNT, probes.size)
      threads.tellAll({ type: 'probes', change })
    },
    allProbes(all) {
      const kept = new Set(all.map(({ id }) => id))
      // They may only be switched off: what they have counted stays.
      const off = [...probes.keys()].filter((id) => !kept.has(id))
      if (all.length + off.length > 0) hearer.probes({ set: all, off, removed: [] })
    },
    listening(url, notice) {
      listening = { type: 'listening', url, notice }
      threads.tellAll(listening)
    },
    follow(followed) {
      isFollowed = followed
    },
  }
  const { pid, ppid, title } = process
  const tree = new Tree({
    options,
    agentVersion,
    startedAt,
    log,
    cache: cache.state,
    delivery: () => delivery.state(),
    treePlace: data.treePlace,
    member: { id: data.memberId, pid, ppid, title, restarts: data.restarts, selection: selectionOf(options) },
    hearer,
    introduce(desk) {
      desk.files(known.news())
      desk.threads(threads.count)
      desk.counts(sums.all())
    },
  })

  /** @param payload JSON text */
  const send = (name: EventName, at: number, payload: string): void => {
    const { id, json } = envelope(name, at, payload)
    delivery.add({ json, lasting: name.startsWith('probe.') })
    if (isFollowed) tree.desk?.event({ name, id, probeId: probeIdOf(payload), json })
  }
  const sendStatus = (name: EventName, payload: object): void => send(name, Date.now(), JSON.stringify(payload))

  raiseInlining(data.inlining)
  if (data.restarts === 0)
    sendStatus('agent.status.started', { message: 'DebugIn agent started', engine: ENGINE, features: FEATURES })
  Atomics.store(state, POINT_COUNT, probes.size)
  tree.enter().catch((error: Error) => log(`the agent is alone: ${error.stack}`))

  function takeEvents(lines: string): void {
    const stacks = new ShownStacks(frames)
    for (const line of lines.split('\n')) {
      if (line === '') continue
      const event = readRawEvent(line)
      const { name, at, payload } = event
      if (name.startsWith('probe.hit.')) totalEvents++
      send(name, at, name === 'probe.hit.snapshot' ? snapshotText(event, stacks, frames, mostFramesOf) : payload)
    }
  }

  function mostFramesOf(probeId: string): number | undefined {
    return probes.get(probeId)?.snapshot.maxFrames
  }

  async function finish(message: Extract<FromProgram, { type: 'finish' }>): Promise<void> {
    threads.takeWaiting()
    keepMetrics()
    sendStatus('agent.status.stopped', {
      message: 'DebugIn agent stopped',
      uptime: message.uptime,
      totalProbes: tree.owner?.points.size ?? probes.size,
      totalEvents,
      ...(delivery.lost > 0 ? { lostEvents: delivery.lost } : {}),
    })
    await Promise.all([tree.leave(sums.all().length > 0 ? message.deadlineMs : 0), delivery.finish(message.deadlineMs)])
    await tree.close()
    threads.tell(0, { type: 'stopped' })
    wake(message.done)
  }

  function keepMetrics(): void {
    if (options.metricsDir === null || tree.owner === null) return
    try {
      log(`what was measured stands in ${writeMetricsFile(options.metricsDir, tree.owner.points)}`)
    } catch (error) {
      // A thread's own stderr goes by way of the program's, which no longer turns to it.
      writeSync(2, `[debugin] what was measured could not be written: ${(error as Error).message}\n`)
    }
  }

  function take(message: FromProgram, threadId: number): void {
    switch (message.type) {
      case 'woven': {
        const { record: _record, text: _text, ...news } = message.report
        known.noteWoven(message.report)
        cache.note(message.report, message.fresh)
        tree.desk?.files({ woven: [news], running: [], loadedBefore: [] })
        return
      }
      case 'running':
        known.noteRunning(message.file)
        tree.desk?.files({ woven: [], running: [message.file], loadedBefore: [] })
        return
      case 'loadedBefore':
        known.noteLoadedBefore(message.paths)
        tree.desk?.files({ woven: [], running: [], loadedBefore: message.paths })
        return
      case 'events':
        takeEvents(message.lines)
        return
      case 'late':
        takeEvents(message.lines)
        void delivery.finish(message.deadlineMs).then(() => wake(message.done))
        return
      case 'counts':
        takeCounts(sums.note(String(threadId), message.counts))
        return
      case 'refused':
        tree.whenJoined((desk) => desk.refused(message.id, message.reason))
        return
      case 'call':
        tree.whenJoined((desk) => void answer(desk, message, threadId))
        return
      case 'flush':
        void delivery.flush().then(() => wake(message.done))
        return
      case 'finish':
        void finish(message)
        return
      case 'memory':
      case 'filled':
      case 'left':
        return
    }
  }

  /** Who has no owner at the moment tells the next one all. */
  function takeCounts(counts: ProbeCounts[]): void {
    tree.desk?.counts(counts)
  }

  async function answer(desk: Desk, call: Extract<FromProgram, { type: 'call' }>, threadId: number): Promise<void> {
    const given = await desk.call(call.method, call.argument)
    threads.tell(threadId, { type: 'answer', id: call.id, answer: given })
    wake(call.done)
  }

  function takeSafely(message: FromProgram, threadId: number): void {
    try {
      take(message, threadId)
    } catch (error) {
      log(error instanceof DebugInError ? error.message : String((error as Error).stack))
    }
  }
}

/** What the files of this process are chosen by. */
function selectionOf({ root, include, exclude, includePackages }: FileSelection): FileSelection {
  return { root, include, exclude, includePackages }
}

function wake(done: SharedArrayBuffer): void {
  const flag = new Int32Array(done)
  Atomics.store(flag, 0, 1)
  Atomics.notify(flag, 0)
}
