import { BroadcastChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import { channelNames, type Joining, type Lobby } from '../../link/lobby'
import type { FromAgent, FromProgram } from '../../link/messages'
import { EventMemories } from './eventMemories'

/** Messages that tell of files. */
const FILES: ReadonlySet<string> = new Set<FromProgram['type']>(['woven', 'running', 'loadedBefore'])

/** Who listens to the threads of the program. */
export interface ThreadListener {
  take(message: FromProgram, threadId: number): void
  /** What a Worker that joins is told first. */
  welcome(): FromAgent[]
  /** A thread has ended. */
  left(threadId: number): void
  /** There are more threads, or fewer. */
  counted(count: number): void
}

/** A Worker that has joined. */
interface JoinedWorker {
  channel: BroadcastChannel
  parent: number
}

/** The program's threads in this process: the main thread, on its port, and Workers, each on a channel of its own. */
export class ProcessThreads {
  private readonly workers = new Map<number, JoinedWorker>()
  private readonly memories = new EventMemories((threadId) => this.hear(threadId))

  constructor(
    private readonly main: MessagePort,
    private readonly lobby: Lobby,
    private readonly listener: ThreadListener,
  ) {
    main.on('message', (message: FromProgram) => this.hear(0, message))
    const joining = new BroadcastChannel(channelNames.joining(lobby))
    joining.onmessage = (event) => this.join((event as { data: Joining }).data)
    joining.unref()
    const open = new BroadcastChannel(channelNames.open(lobby))
    open.postMessage({})
    open.close()
  }

  /** How many threads of the program run. */
  get count(): number {
    return 1 + this.workers.size
  }

  tell(threadId: number, message: FromAgent): void {
    if (threadId === 0) this.main.postMessage(message)
    else this.workers.get(threadId)?.channel.postMessage(message)
  }

  tellAll(message: FromAgent): void {
    this.main.postMessage(message)
    for (const { channel } of this.workers.values()) channel.postMessage(message)
  }

  /** Takes what Workers have sent and left by now. */
  takeWaiting(): void {
    for (const threadId of [...this.workers.keys()]) this.hear(threadId)
  }

  private join({ threadId, parent, done }: Joining): void {
    if (this.workers.has(threadId)) this.leave(threadId)
    const channel = new BroadcastChannel(channelNames.thread(this.lobby, threadId))
    this.workers.set(threadId, { channel, parent })
    this.listener.counted(this.count)
    channel.onmessage = (event) => this.hear(threadId, (event as { data: FromProgram }).data)
    channel.unref()
    channel.postMessage({ type: 'joined' } satisfies FromAgent)
    for (const message of this.listener.welcome()) channel.postMessage(message)
    const flag = new Int32Array(done)
    Atomics.store(flag, 0, 1)
    Atomics.notify(flag, 0)
  }

  /**
   * Takes what a thread has sent and left in its memory by now. What it has left may need what it has sent before, the file of
   * a frame for instance, and may have overtaken it. So files come first, as they need nothing, then events, then the rest.
   *
   * @param message that has come already
   * @returns whether there was something in the memory
   */
  private hear(threadId: number, message?: FromProgram): boolean {
    const rest: FromProgram[] = []
    const sort = (next: FromProgram): void => {
      if (next.type === 'memory') this.memories.add(threadId, next.memory)
      else if (FILES.has(next.type)) this.listener.take(next, threadId)
      else rest.push(next)
    }
    if (message !== undefined) sort(message)
    this.receive(threadId, sort)
    const reader = this.memories.of(threadId)
    let found = false
    if (reader !== undefined) {
      const { written } = reader
      this.receive(threadId, sort)
      for (let lines = reader.next(written); lines !== null; lines = reader.next(written)) {
        found = true
        this.listener.take({ type: 'events', lines }, threadId)
      }
    }
    for (const next of rest) this.take(next, threadId)
    return found
  }

  private take(message: FromProgram, threadId: number): void {
    if (message.type === 'filled') this.memories.watch()
    else if (message.type === 'left') this.leave(message.threadId)
    else this.listener.take(message, threadId)
    if (message.type === 'events') this.memories.of(threadId)?.noteMessage()
  }

  /** A Worker that ends takes those along that it has started. */
  private leave(threadId: number): void {
    const worker = this.workers.get(threadId)
    if (worker === undefined) return
    this.hear(threadId)
    if (!this.workers.delete(threadId)) return
    this.memories.forget(threadId)
    worker.channel.close()
    this.listener.left(threadId)
    this.listener.counted(this.count)
    for (const [child, { parent }] of [...this.workers]) if (parent === threadId) this.leave(child)
  }

  /** Gives what waits on a thread's channel. */
  private receive(threadId: number, give: (message: FromProgram) => void): void {
    const channel = threadId === 0 ? this.main : this.workers.get(threadId)?.channel
    if (channel === undefined) return
    const port = channel as MessagePort
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port))
      give(next.message)
  }
}
