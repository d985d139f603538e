import { BroadcastChannel, receiveMessageOnPort, setEnvironmentData, threadId } from 'node:worker_threads'
import type { RedactionCallbacks } from '@debugin/runtime'
import { channelNames, type Joining, LOBBY_KEY, type Lobby, POINT_COUNT, WORKERS_MADE_EVENTS } from '../link/lobby'
import type { FromAgent, FromProgram, ProbeChange } from '../link/messages'
import { awaitThread } from './awaitThread'
import { createCall } from './callAgent'
import { createFlushHits } from './flushHits'
import { noteChildren } from './noteChildren'
import { noteWorkers } from './noteWorkers'
import type { ProgramAgent } from './programAgent'
import { createThreadRuntime } from './threadRuntime'

/** How long the start of a Worker may wait for its probes. */
const JOIN_MS = 2000
/** How long its end may wait where the agent's thread has not heard it yet. */
const LEAVE_MS = 2000
/** How long sending what there is may take. */
const FLUSH_MS = 2000

/**
 * Lets this Worker join the agent of its process. Its counts and files go to the agent's thread on a channel of its own, its
 * events in a memory that both have; they are there as soon as they are sent: at its end there is nothing to wait for.
 *
 * @throws DebugInError INVALID_OPTION for a redaction that cannot be read
 */
export function joinProgramAgent(lobby: Lobby, callbacks: RedactionCallbacks): ProgramAgent {
  const channel = new BroadcastChannel(channelNames.thread(lobby, threadId))
  const open = new BroadcastChannel(channelNames.open(lobby))
  /** What is to be told when the agent hears this thread. */
  let backlog: FromProgram[] = []
  let joined = false
  /** It was heard before, by a thread of the agent's that is no more. */
  let again = false
  let running = true
  let url: string | null = null
  let settleReady: (url: string | null) => void = () => {}
  const ready = new Promise<string | null>((resolve) => {
    settleReady = resolve
  })
  const receive = (): FromAgent | undefined =>
    receiveMessageOnPort(channel as unknown as Parameters<typeof receiveMessageOnPort>[0])?.message
  const takeAll = (): void => {
    for (let next = receive(); next !== undefined; next = receive()) take(next)
  }
  const tell = (message: FromProgram): void => {
    if (!running) return
    if (message.type === 'memory' || message.type === 'events')
      Atomics.store(new Int32Array(lobby.state), WORKERS_MADE_EVENTS, 1)
    if (!joined) takeAll()
    if (joined) channel.postMessage(message)
    else backlog.push(message)
  }
  // Probes may come while the runtime is being made.
  const early: ProbeChange[] = []
  let apply = (change: ProbeChange): void => void early.push(change)
  const take = (message: FromAgent): void => {
    switch (message.type) {
      case 'joined':
        joined = true
        if (again) thread.tellAgain()
        again = false
        for (const waiting of backlog) channel.postMessage(waiting)
        backlog = []
        return
      case 'probes':
        apply(message.change)
        return
      case 'listening':
        url = message.url
        channel.unref()
        settleReady(url)
        return
      case 'answer':
      case 'stopped':
        return
    }
  }

  let waiting = join(lobby)
  listen(channel, take)
  // The agent's thread was still starting, or has started again.
  listen(open, () => {
    if (joined) again = true
    joined = false
    waiting = join(lobby)
  })
  const thread = createThreadRuntime({ options: lobby.options, callbacks, tell })
  apply = thread.apply
  early.forEach(apply)
  setEnvironmentData(LOBBY_KEY, { ...lobby, parent: threadId } satisfies Lobby)
  const forgetWorkers = noteWorkers((id) => tell({ type: 'left', threadId: id }))
  const forgetChildren = noteChildren(lobby)
  if (Atomics.load(new Int32Array(lobby.state), POINT_COUNT) > 0) Atomics.wait(waiting, 0, 0, JOIN_MS)
  takeAll()

  function atExit(): void {
    // The program's own exit listeners come later; that the thread has ended says the one that started it.
    thread.end()
    // Once the agent hears this thread, what is sent is there.
    if (!joined) Atomics.wait(waiting, 0, 0, thread.madeEvents ? LEAVE_MS : 0)
    if (!joined) takeAll()
  }
  process.on('exit', atExit)

  async function flush(): Promise<void> {
    if (!running) return
    thread.flush()
    const done = new SharedArrayBuffer(4)
    tell({ type: 'flush', done })
    await awaitThread(done, FLUSH_MS)
  }

  return {
    get ready() {
      if (url === null && running) channel.ref()
      return ready
    },
    url: () => url,
    call: createCall({ tell, receive, take }),
    flush,
    flushHits: createFlushHits(thread, flush),
    async stop() {
      process.off('exit', atExit)
      forgetWorkers()
      forgetChildren()
      thread.clear()
      thread.flush()
      tell({ type: 'left', threadId })
      running = false
      channel.close()
      open.close()
    },
  }
}

/** @returns is woken when the agent hears this thread and has sent its probes */
function join(lobby: Lobby): Int32Array {
  const done = new SharedArrayBuffer(4)
  const joining = new BroadcastChannel(channelNames.joining(lobby))
  joining.postMessage({ threadId, parent: lobby.parent, done } satisfies Joining)
  joining.close()
  return new Int32Array(done)
}

/** Takes what comes, without holding the program. */
function listen(channel: BroadcastChannel, take: (message: FromAgent) => void): void {
  channel.onmessage = (event) => take((event as { data: FromAgent }).data)
  channel.unref()
}
