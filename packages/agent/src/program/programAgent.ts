import { randomUUID } from 'node:crypto'
import { setEnvironmentData } from 'node:worker_threads'
import type { RedactionCallbacks } from '@debugin/runtime'
import { CHILDREN_STARTED, createLobby, LOBBY_KEY, WORKERS_MADE_EVENTS } from '../link/lobby'
import type { CallMethod, FromAgent, FromProgram } from '../link/messages'
import { forestallThread } from '../link/threadStart'
import { leaveUnheard, readProbes, type TreePlace } from '../link/treeFolder'
import type { ResolvedAgentOptions } from '../options'
import { AgentThreadHandle } from './agentThreadHandle'
import { awaitThread } from './awaitThread'
import { createCall } from './callAgent'
import { createFlushHits } from './flushHits'
import { Inlining } from './inlining'
import { noteChildren } from './noteChildren'
import { noteWorkers } from './noteWorkers'
import { createThreadRuntime } from './threadRuntime'

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

/** The agent as a thread of the program sees it. */
export interface ProgramAgent {
  /** The URL of the control API, null where there is none. */
  readonly ready: Promise<string | null>
  url(): string | null
  /** Calls the agent's thread and waits for its answer. */
  call(method: CallMethod, argument: unknown): unknown
  /** Sends what there is; waits until it has arrived, or cannot. */
  flush(): Promise<void>
  /** The same for what probes have made since; waits for nothing where they have made nothing. */
  flushHits(): Promise<void>
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
  callbacks: RedactionCallbacks,
  agentVersion: string,
  treePlace: TreePlace | null,
): ProgramAgent {
  const startedAt = performance.now()
  let apiUrl: string | null = null
  let running = true
  /** How long exit listeners of the program may still wait for events of theirs. */
  let lateMs = 0
  /** Whether the control API has said where it listens, or that it does not. */
  let answered = false
  let settleReady: (url: string | null) => void = () => {}
  const ready = new Promise<string | null>((resolve) => {
    settleReady = resolve
  })

  // No need to wait until the owner is found: what it has written down is there before the first file runs.
  const written = treePlace?.joins === true ? readProbes(treePlace.folder) : { probes: [], loaded: false }
  const lobby = createLobby(options, agentVersion)
  const inlining = new Inlining(options.raiseInlining, process.execArgv)
  const tell = (message: FromProgram): void => {
    if (running) agent.tell(message)
    else if (message.type === 'events' && lateMs > 0) tellLate(message.lines)
  }
  function take(message: FromAgent): void {
    switch (message.type) {
      case 'listening':
        apiUrl = message.url
        answered = true
        agent.holdProgram(false)
        settleReady(apiUrl)
        return
      case 'probes':
        thread.apply(message.change)
        return
      case 'joined':
      case 'answer':
      case 'stopped':
        return
    }
  }

  const agent: AgentThreadHandle = new AgentThreadHandle({
    data: {
      options,
      agentVersion,
      lobby,
      treePlace,
      memberId: randomUUID(),
      probes: written.probes,
      restarts: 0,
      inlining: inlining.data,
    },
    take,
    probes: () => thread.probes(),
    tellAgain: () => thread.tellAgain(),
    lost: () => thread.clear(),
  })
  const thread = createThreadRuntime({
    options,
    callbacks,
    tell,
    noteLoading: () => inlining.noteLoading(),
  })
  // Not before the hooks are there: where they have a thread of their own, this one waits until that one has started.
  agent.begin()
  setEnvironmentData(LOBBY_KEY, lobby)
  if (written.probes.length > 0) thread.apply({ set: written.probes, off: [], removed: [] })
  const forgetChildren = noteChildren(lobby)
  const forgetWorkers = noteWorkers((threadId) => tell({ type: 'left', threadId }))

  /** Has the thread send everything, and blocks until it has, or the time is over. */
  function finish(): SharedArrayBuffer {
    const done = new SharedArrayBuffer(4)
    thread.flush()
    tell({ type: 'finish', deadlineMs: deadlineMs(), done, uptime: (performance.now() - startedAt) / 1000 })
    running = false
    inlining.end()
    agent.expectEnd()
    return done
  }

  function inLobby(place: number): boolean {
    return Atomics.load(new Int32Array(lobby.state), place) === 1
  }

  function madeEvents(): boolean {
    return thread.madeEvents || inLobby(WORKERS_MADE_EVENTS)
  }

  function deadlineMs(): number {
    return madeEvents() ? FINISH_MS : FINISH_IDLE_MS
  }

  /** Whether the agent's thread has to write more than events. */
  function keeps(): boolean {
    return thread.wove || options.metricsDir !== null
  }

  /** A program that is over before the agent's thread has begun does not wait for it where there is nothing to tell. */
  function endUnheard(): boolean {
    thread.flush()
    if (madeEvents() || keeps() || thread.probes().length > 0 || !forestallThread(lobby)) return false
    running = false
    inlining.end()
    agent.expectEnd()
    if (treePlace !== null) leaveUnheard(treePlace, inLobby(CHILDREN_STARTED))
    return true
  }

  function atExit(): void {
    if (!running || endUnheard()) return
    const done = finish()
    thread.end()
    Atomics.wait(new Int32Array(done), 0, 0, deadlineMs() + (keeps() ? KEEP_MS : REACH_MS))
    lateMs = FINISH_MS
  }

  /** Our exit listener comes first. What others make after it goes out one by one, as long as there is time. */
  function tellLate(lines: string): void {
    const done = new SharedArrayBuffer(4)
    const startedAt = performance.now()
    agent.tell({ type: 'late', lines, deadlineMs: lateMs, done })
    Atomics.wait(new Int32Array(done), 0, 0, lateMs)
    lateMs -= performance.now() - startedAt
  }
  process.on('exit', atExit)

  const call = createCall({ tell, receive: () => agent.receive(), take })

  // Waiting for the thread is what makes sure that no file runs before its probes are there.
  if (!written.loaded && (options.probesFile !== null || options.persist !== null)) loadProbes()

  function loadProbes(): void {
    try {
      call('load', null)
    } catch (error) {
      process.stderr.write(`[debugin] no probes were set: ${(error as Error).message}\n`)
    }
  }

  async function flush(): Promise<void> {
    if (!running) return
    thread.flush()
    const done = new SharedArrayBuffer(4)
    tell({ type: 'flush', done })
    // Somebody waits for it, maybe with nothing else to do.
    agent.holdProgram(true)
    await awaitThread(done, FINISH_MS)
    if (answered) agent.holdProgram(false)
  }

  return {
    get ready() {
      // Somebody waits for it, maybe with nothing else to do.
      if (!answered && running) agent.holdProgram(true)
      return ready
    },
    url: () => apiUrl,
    call,
    flush,
    flushHits: createFlushHits(thread, flush),
    async stop() {
      if (!running) return
      process.off('exit', atExit)
      forgetWorkers()
      forgetChildren()
      setEnvironmentData(LOBBY_KEY)
      // Somebody may be waiting for it, with nothing else to do.
      agent.holdWorker()
      thread.clear()
      await awaitThread(finish(), FINISH_MS + 200)
      await agent.terminate()
    },
  }
}
