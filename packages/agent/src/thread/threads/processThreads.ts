import { BroadcastChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import { channelNames, type Joining, type Lobby } from '../../link/lobby'
import type { FromAgent, FromProgram } from '../../link/messages'

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

  constructor(
    private readonly main: MessagePort,
    private readonly lobby: Lobby,
    private readonly listener: ThreadListener,
  ) {
    main.on('message', (message: FromProgram) => this.take(message, 0))
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

  /** Takes what Workers have sent by now. */
  takeWaiting(): void {
    for (const [threadId, { channel }] of [...this.workers]) this.takeFrom(threadId, channel)
  }

  private join({ threadId, parent, done }: Joining): void {
    if (this.workers.has(threadId)) this.leave(threadId)
    const channel = new BroadcastChannel(channelNames.thread(this.lobby, threadId))
    this.workers.set(threadId, { channel, parent })
    this.listener.counted(this.count)
    channel.onmessage = (event) => this.take((event as { data: FromProgram }).data, threadId)
    channel.unref()
    channel.postMessage({ type: 'joined' } satisfies FromAgent)
    for (const message of this.listener.welcome()) channel.postMessage(message)
    const flag = new Int32Array(done)
    Atomics.store(flag, 0, 1)
    Atomics.notify(flag, 0)
  }

  private take(message: FromProgram, threadId: number): void {
    if (message.type === 'left') this.leave(message.threadId)
    else this.listener.take(message, threadId)
  }

  /** A Worker that ends takes those along that it has started. */
  private leave(threadId: number): void {
    const worker = this.workers.get(threadId)
    if (worker === undefined) return
    this.takeFrom(threadId, worker.channel)
    if (!this.workers.delete(threadId)) return
    worker.channel.close()
    this.listener.left(threadId)
    this.listener.counted(this.count)
    for (const [child, { parent }] of [...this.workers]) if (parent === threadId) this.leave(child)
  }

  private takeFrom(threadId: number, channel: BroadcastChannel): void {
    const port = channel as unknown as MessagePort
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port))
      this.take(next.message, threadId)
  }
}
