import { join } from 'node:path'
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { Probe } from '@debugin/protocol'
import type { AgentThreadData, FromAgent, FromProgram } from '../link/messages'
import { distFolder } from '../load/distFolder'

/** How often the thread is started again, with pauses that double. */
const MOST_RESTARTS = 5
const FIRST_PAUSE_MS = 100
/** A thread that has lived so long has died of something else than its start. */
const LONG_LIFE_MS = 60_000
/** Characters of events that wait for the next thread. */
const MOST_WAITING = 16 * 1024 * 1024

/** What the handle needs of the thread that it is made in. */
export interface HandleParts {
  data: AgentThreadData
  take(message: FromAgent): void
  /** The probes that stand in the program now. */
  probes(): Probe[]
  /** Tells a new thread what the one before knew. */
  tellAgain(): void
  /** The thread will not come back. */
  lost(): void
}

/** The agent's thread as the program's main thread holds it. One that dies is started again; the program goes on. */
export class AgentThreadHandle {
  private worker: Worker | null = null
  private port: MessagePort
  /** The thread's end of the channel, until there is the thread. */
  private farPort: MessagePort
  private restarts = 0
  private startedAt = 0
  private held = false
  private ended = false
  /** Events made while there is no thread; null while there is one. */
  private waiting: FromProgram[] | null = null
  private waitingCharacters = 0

  constructor(private readonly parts: HandleParts) {
    ;({ port1: this.port, port2: this.farPort } = this.open())
  }

  /** Starts the thread. What it was told before waits for it. */
  begin(): void {
    this.start(this.parts.data)
  }

  tell(message: FromProgram): void {
    if (this.waiting === null) this.port.postMessage(message)
    else this.hold(message)
  }

  /** The next message that has come. */
  receive(): FromAgent | undefined {
    return receiveMessageOnPort(this.port)?.message
  }

  /** Whether the program waits for a message of the thread. */
  holdProgram(holds: boolean): void {
    this.held = holds
    if (holds) this.port.ref()
    else this.port.unref()
  }

  /** The thread is told to finish next: it need not come back. */
  expectEnd(): void {
    this.ended = true
  }

  /** The program may wait for the end. */
  holdWorker(): void {
    this.worker?.ref()
  }

  async terminate(): Promise<void> {
    await this.worker?.terminate()
  }

  private open(): MessageChannel {
    const channel = new MessageChannel()
    channel.port1.on('message', this.parts.take)
    // Listening has made the port hold the program; it must not.
    if (!this.held) channel.port1.unref()
    return channel
  }

  private start(data: AgentThreadData): void {
    const port = this.farPort
    const worker = new Worker(join(distFolder, 'thread', 'main.js'), {
      name: 'debugin',
      workerData: { data, port },
      transferList: [port],
      // The program's preloads and flags are for the program.
      execArgv: [],
      env: {},
      stdin: false,
    })
    worker.unref()
    let reason = 'it was ended'
    worker.on('error', (error) => {
      reason = error.stack ?? error.message
    })
    worker.on('exit', () => this.died(reason))
    this.startedAt = performance.now()
    this.worker = worker
  }

  private died(reason: string): void {
    if (this.ended) return
    this.waiting = []
    this.waitingCharacters = 0
    this.port.close()
    if (performance.now() - this.startedAt > LONG_LIFE_MS) this.restarts = 0
    const again = this.restarts < MOST_RESTARTS
    const fate = again ? 'it is started again' : 'it is not started again, and no probe hits any more'
    if (this.parts.data.options.debug || !again)
      process.stderr.write(`[debugin] the agent's thread has failed; ${fate}: ${reason}\n`)
    if (again) setTimeout(() => this.restart(), FIRST_PAUSE_MS * 2 ** this.restarts++).unref()
    else this.parts.lost()
  }

  private restart(): void {
    if (this.ended) return
    const { data, probes, tellAgain } = this.parts
    const treePlace = data.treePlace === null ? null : { ...data.treePlace, joins: true }
    const next = { ...data, treePlace, probes: probes(), restarts: this.restarts }
    ;({ port1: this.port, port2: this.farPort } = this.open())
    this.start(next)
    const waiting = this.waiting ?? []
    this.waiting = null
    tellAgain()
    for (const message of waiting) this.port.postMessage(message)
  }

  /** The next thread is told everything but events, which would be lost. */
  private hold(message: FromProgram): void {
    if ('done' in message) {
      const done = new Int32Array(message.done)
      Atomics.store(done, 0, 1)
      Atomics.notify(done, 0)
    }
    if (message.type !== 'events' || this.waitingCharacters > MOST_WAITING) return
    this.waiting?.push(message)
    this.waitingCharacters += message.lines.length
  }
}
