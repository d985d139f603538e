import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import { compilePattern } from '@debugin/expression/evaluate'
import type { Probe } from '@debugin/protocol'
import { createRedaction, type RedactionCallbacks, Runtime } from '@debugin/runtime'
import type { FromProgram, ProbeChange, RunningFile } from '../link/messages'
import { originalPath } from '../link/originalPath'
import { createFileFilter } from '../load/filter'
import { installHooks } from '../load/installHooks'
import { createLoader, type Loader } from '../load/loader'
import type { WeaveReport } from '../load/weaveFile'
import type { ResolvedAgentOptions } from '../options'
import { EventWriter } from './eventWriter'
import { createNodeHost } from './nodeHost'
import { countsOf } from './probeCounts'
import { Probes } from './probes'

/** What a thread of the program is given to be woven, and to tell of it. */
export interface ThreadParts {
  options: ResolvedAgentOptions
  callbacks: RedactionCallbacks
  /** Takes what the agent's thread is to hear. */
  tell(message: FromProgram): void
  /** Told that a file is being loaded, before and after it was looked at. */
  noteLoading?(): void
}

/** The runtime of one thread with its hooks and probes; the main thread and Workers have the same. */
export interface ThreadRuntime {
  apply(change: ProbeChange): void
  /** The probes that stand in this thread, or wait for their files. */
  probes(): Probe[]
  /** Tells what an agent's thread has to know that has just started: files and counts. */
  tellAgain(): void
  /** Tells all that is still to be told. */
  flush(): void
  /** The thread ends: the same, and from now on each event is told at once. */
  end(): void
  /** Takes all probes away. Woven code stays, its gates closed. */
  clear(): void
  /** Whether a probe has made an event. */
  readonly madeEvents: boolean
  /** How often events of probes were handed over. */
  readonly handedOver: number
  /** Whether a file was woven that is to be kept. */
  readonly wove: boolean
}

/**
 * Lets the files of this thread be woven from now on, and probes stand in them.
 *
 * @throws DebugInError INVALID_OPTION for a redaction that cannot be read
 */
export function createThreadRuntime(parts: ThreadParts): ThreadRuntime {
  const { options } = parts
  const reports = new Map<string, WeaveReport>()
  const loadedBefore = Object.keys(require.cache)
  const { redactTracepoint, redactLogpoint } = parts.callbacks
  const redaction = createRedaction(options.redaction, compilePattern)
  let writer: EventWriter | null = null
  let ended = false
  let handedOver = 0
  let wove = false
  const tell = (message: FromProgram): void => {
    if (message.type !== 'woven') {
      parts.tell(message)
      return
    }
    wove ||= message.fresh !== null
    const report = { ...message.report, record: shared(message.report.record) }
    reports.set(report.path, report)
    parts.tell({ ...message, report })
  }
  /** Its memory is made for the first event. */
  const memory = (): EventWriter => {
    if (writer !== null) return writer
    writer = new EventWriter(() => tell({ type: 'filled' }))
    tell({ type: 'memory', memory: writer.memory })
    return writer
  }
  const tellRunning = ({ path, sources, packedTable }: RunningFile): void =>
    tell({ type: 'running', file: { path, sources, packedTable } })
  const host = createNodeHost((lines) => {
    handedOver++
    if (ended || !memory().write(lines)) tell({ type: 'events', lines })
  })
  const probes: Probes = new Probes(
    () => runtime,
    host,
    redaction,
    (id, reason) => tell({ type: 'refused', id, reason }),
  )
  const runtime = new Runtime({
    host,
    redaction,
    callbacks: { redactTracepoint, redactLogpoint },
    maxSnapshotsPerSecond: options.maxSnapshotsPerSecond,
    cpuBudget: options.cpuBudget,
    pathOf: (name) => originalPath(options.root, name),
    onResume: (id) => probes.resume(id),
    onFile(file) {
      relayHooks()
      tellRunning(file)
      probes.placeWaiting(file)
    },
    onCounts: (changed) => tell({ type: 'counts', counts: changed.map(countsOf) }),
  })
  runtime.install(globalThis)

  const loader = createLoader(
    createFileFilter(options),
    options.cacheDir,
    (report, fresh) => tell({ type: 'woven', report, fresh }),
    parts.noteLoading,
  )
  const relayHooks = hook(loader, options, tell)
  tell({ type: 'loadedBefore', paths: loadedBefore })

  return {
    apply: (change) => probes.apply(change),
    probes: () => probes.all(),
    tellAgain() {
      for (const report of reports.values()) parts.tell({ type: 'woven', report, fresh: null })
      for (const file of runtime.files) tellRunning(file)
      tell({ type: 'loadedBefore', paths: loadedBefore })
      tell({ type: 'counts', counts: runtime.counts().map(countsOf) })
      if (writer === null) return
      writer.forgetMessages()
      parts.tell({ type: 'memory', memory: writer.memory })
    },
    flush() {
      relayHooks()
      runtime.flush()
    },
    end() {
      relayHooks()
      ended = true
      runtime.end()
    },
    clear() {
      for (const { id } of runtime.counts()) runtime.remove(id)
    },
    get madeEvents() {
      return handedOver > 0
    },
    get handedOver() {
      return handedOver
    },
    get wove() {
      return wove
    },
  }
}

/** The numbers in memory that the agent's thread has as well, so that they are there once. */
function shared(record: Int32Array): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(record.byteLength))
  copy.set(record)
  return copy
}

/**
 * Installs the hooks. Where a thread of asynchronous hooks weaves, its reports come through this thread.
 *
 * @returns tells what has been reported by now
 */
function hook(loader: Loader, options: ResolvedAgentOptions, tell: (report: FromProgram) => void): () => void {
  let reports: MessagePort | null = null
  installHooks(loader, options, () => {
    const { port1, port2 } = new MessageChannel()
    reports = port1.on('message', tell)
    port1.unref()
    return port2
  })
  return () => {
    if (reports === null) return
    for (let next = receiveMessageOnPort(reports); next !== undefined; next = receiveMessageOnPort(reports))
      tell(next.message)
  }
}
