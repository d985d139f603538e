import { join } from 'node:path'
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { compilePattern } from '@debugin/expression/evaluate'
import { DebugInError, type ErrorCode } from '@debugin/protocol'
import { createRedaction, type RedactionCallbacks, Runtime } from '@debugin/runtime'
import type { AgentThreadData, CallMethod, FromAgent, FromProgram } from '../link/messages'
import { createFileFilter } from '../load/filter'
import { installHooks } from '../load/installHooks'
import { createLoader } from '../load/loader'
import type { ResolvedAgentOptions } from '../options'
import { inliningFlags } from './inliningFlags'
import { createNodeHost } from './nodeHost'
import { countsOf } from './probeCounts'
import { Probes } from './probes'

/** How long the end of the program may wait for its last events. */
const FINISH_MS = 2000
/** The same where no probe has made an event. */
const FINISH_IDLE_MS = 300
/**
 * How long the end waits beside that for the agent's thread to get so far; longer where files were woven that it has to
 * keep. A program that is over before the thread has started would else weave them at every start.
 */
const REACH_MS = 200
const KEEP_MS = 2000
/** How long a call from the program may wait for the agent's thread, which may just be starting. */
const CALL_MS = 10_000

/** The agent as the program's main thread sees it. */
export interface ProgramAgent {
  /** The URL of the control API, null where there is none. */
  readonly ready: Promise<string | null>
  url(): string | null
  /** Calls the agent's thread and waits for its answer. */
  call(method: CallMethod, argument: unknown): unknown
  /** Sends what there is and takes the probes away. Woven code stays, its gates closed. */
  stop(): Promise<void>
}

/**
 * Starts the agent in this thread: hooks, runtime, and the thread of its own for everything else.
 *
 * @throws DebugInError INVALID_OPTION for a redaction that cannot be read
 */
export function startProgramAgent(
  options: ResolvedAgentOptions,
  { redactTracepoint, redactLogpoint }: RedactionCallbacks,
  agentVersion: string,
): ProgramAgent {
  const redaction = createRedaction(options.redaction, compilePattern)
  const startedAt = performance.now()
  let apiUrl: string | null = null
  let running = true
  let madeEvents = false
  let wove = false
  /** Whether the control API has said where it listens, or that it does not. */
  let answered = false
  let settleReady: (url: string | null) => void = () => {}
  const ready = new Promise<string | null>((resolve) => {
    settleReady = resolve
  })

  const loadedFiles = new Int32Array(new SharedArrayBuffer(4))
  const { worker, port } = startThread({
    options,
    agentVersion,
    threadId: 0,
    inliningFlags: options.raiseInlining ? inliningFlags(process.execArgv) : [],
    loadedFiles: loadedFiles.buffer as SharedArrayBuffer,
  })
  const tell = (message: FromProgram, transfer: readonly (MessagePort | ArrayBuffer)[] = []): void => {
    if (running) port.postMessage(message, [...transfer])
  }
  const host = createNodeHost((lines) => {
    madeEvents = true
    tell({ type: 'events', lines })
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
    onResume: (id) => probes.resume(id),
    onFile(file) {
      tell({ type: 'running', file: { path: file.path, sources: file.sources, packedTable: file.packedTable } })
      probes.placeWaiting(file)
    },
    onCounts: (changed) => tell({ type: 'counts', counts: changed.map(countsOf) }),
  })
  runtime.install(globalThis)

  const loader = createLoader(
    createFileFilter(options.root, options.include, options.exclude),
    options.cacheDir,
    (report, fresh) => {
      wove ||= fresh !== null
      tell({ type: 'woven', report, fresh })
    },
    () => void Atomics.add(loadedFiles, 0, 1),
  )
  installHooks(loader, options, () => {
    const { port1, port2 } = new MessageChannel()
    tell({ type: 'hooksPort', port: port1 }, [port1])
    return port2
  })
  tell({ type: 'loadedBefore', paths: Object.keys(require.cache) })

  const take = (message: FromAgent): void => {
    switch (message.type) {
      case 'listening':
        apiUrl = message.url
        answered = true
        port.unref()
        settleReady(apiUrl)
        return
      case 'probes':
        probes.apply(message.change)
        return
      case 'stopped':
        return
    }
  }
  port.on('message', take)
  // Listening has made the port hold the program; it must not.
  port.unref()

  function takeWaiting(): void {
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port))
      take(next.message)
  }

  /** Has the thread send everything, and blocks until it has, or the time is over. */
  function finish(): Int32Array {
    const done = new SharedArrayBuffer(4)
    runtime.flush()
    const deadlineMs = madeEvents ? FINISH_MS : FINISH_IDLE_MS
    tell({ type: 'finish', deadlineMs, done, uptime: (performance.now() - startedAt) / 1000 })
    running = false
    return new Int32Array(done)
  }

  /** Whether the agent's thread has to write more than events. */
  function keeps(): boolean {
    return wove || options.metricsDir !== null
  }

  function atExit(): void {
    if (!running) return
    Atomics.wait(finish(), 0, 0, (madeEvents ? FINISH_MS : FINISH_IDLE_MS) + (keeps() ? KEEP_MS : REACH_MS))
  }
  process.on('exit', atExit)

  function call(method: CallMethod, argument: unknown): unknown {
    const answer = callThread(tell, method, argument)
    takeWaiting()
    return answer
  }

  // Waiting for the thread is what makes sure that no file runs before its probes are there.
  if (options.probesFile !== null) loadProbes(options.probesFile)

  function loadProbes(path: string): void {
    try {
      call('load', path)
    } catch (error) {
      process.stderr.write(`[debugin] no probes were set: ${(error as Error).message}\n`)
    }
  }

  return {
    get ready() {
      // Somebody waits for it, maybe with nothing else to do.
      if (!answered && running) port.ref()
      return ready
    },
    url: () => apiUrl,
    call,
    async stop() {
      if (!running) return
      process.off('exit', atExit)
      // Somebody may be waiting for it, with nothing else to do.
      worker.ref()
      for (const { id } of runtime.counts()) runtime.remove(id)
      const done = finish()
      const { value } = (Atomics as unknown as WaitAsync).waitAsync(done, 0, 0, FINISH_MS + 200)
      await value
      await worker.terminate()
    },
  }
}

interface WaitAsync {
  waitAsync(array: Int32Array, index: number, value: number, timeout: number): { value: Promise<string> | string }
}

function startThread(data: AgentThreadData): { worker: Worker; port: MessagePort } {
  const { port1, port2 } = new MessageChannel()
  const worker = new Worker(join(__dirname, '..', 'thread', 'main.js'), {
    name: 'debugin',
    workerData: { data, port: port2 },
    transferList: [port2],
    // The program's preloads and flags are for the program.
    execArgv: [],
    env: {},
    stdin: false,
  })
  worker.unref()
  worker.on('error', (error) => {
    if (data.options.debug) process.stderr.write(`[debugin] the agent's thread failed: ${error.stack}\n`)
  })
  return { worker, port: port1 }
}

function callThread(
  tell: (message: FromProgram, transfer: readonly MessagePort[]) => void,
  method: CallMethod,
  argument: unknown,
): unknown {
  const done = new Int32Array(new SharedArrayBuffer(4))
  const { port1, port2 } = new MessageChannel()
  tell({ type: 'call', method, argument, reply: port2, done: done.buffer as SharedArrayBuffer }, [port2])
  Atomics.wait(done, 0, 0, CALL_MS)
  const answer = receiveMessageOnPort(port1)?.message as CallAnswer | undefined
  port1.close()
  if (answer === undefined) throw new DebugInError('INTERNAL', `the agent did not answer within ${CALL_MS} ms`)
  if ('error' in answer) {
    const { code, error, details } = answer.error
    throw new DebugInError(code, error, details)
  }
  return answer.value
}

/** What the agent's thread answers to a call from the program. */
export type CallAnswer =
  | { value: unknown }
  | { error: { code: ErrorCode; error: string; details: Record<string, unknown> } }
