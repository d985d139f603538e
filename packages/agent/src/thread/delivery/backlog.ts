import { Outbox } from './outbox'
import type { NewEvent, OutgoingEvent } from './outgoingEvent'
import type { Spool } from './spool/spool'
import type { SpoolFolder } from './spool/spoolFolder'

/**
 * Milliseconds between looks for events that were there at the last look and have not been delivered: they are written to
 * the disk, after twice this time at the latest.
 */
const SPILL_MS = 250

/** Bytes in memory beyond which it is not waited for that. */
const SPILL_BYTES = 16 * 1024 * 1024

/** Bytes that are written at once: a disk that fills up keeps what fits. */
const WRITE_BYTES = 256 * 1024

/** Milliseconds after which a disk that failed is tried again. */
const RETRY_MS = 5000

/** Milliseconds between looks for what other processes have left. */
const LOOK_MS = 30_000

/** Events to send together. Texts from memory may be written over as soon as the events have left it. */
export interface Batch {
  events: OutgoingEvent[]
  /** What became of them is settled: they are sent, or will never be. */
  settle(): void
}

/**
 * All events that wait for one receiver: the oldest on the disk, the newest in memory, and beside them what programs
 * before this one have left. An event goes to the disk when it could not be delivered at once, so that as long as all is
 * well nothing is written. Where the disk takes nothing, the memory holds what it can and the oldest are dropped.
 */
export class Backlog {
  private readonly outbox = new Outbox()
  private spool: Spool | null = null
  /** Own events on the disk: those before what is in memory. */
  spooled = 0
  /** How many have left the front of the queue so far, sent or dropped. */
  private gone = 0
  private adopted: Spool[] = []
  private adoptedsTurn = false
  private spillTimer: NodeJS.Timeout | null = null
  private readonly lookTimer: NodeJS.Timeout
  private failedAt = Number.NEGATIVE_INFINITY
  private lost = 0

  constructor(
    private readonly folder: SpoolFolder,
    private readonly log: (message: string) => void,
    private readonly onAdopted: () => void,
  ) {
    this.lookTimer = setInterval(() => this.look(), LOOK_MS)
    setImmediate(() => this.look())
  }

  add(event: NewEvent): void {
    if (this.outbox.bytes + event.json.length > SPILL_BYTES) this.spill()
    const dropped = this.outbox.add(event)
    this.lost += dropped
    // Otherwise there are older ones on the disk.
    if (this.spooled === 0) this.gone += dropped
    if (this.spillTimer === null) this.awaitDelivery()
  }

  /** Looks again later whether the newest event that is there now has been delivered. */
  private awaitDelivery(): void {
    const newest = this.gone + this.waiting
    this.spillTimer = setTimeout(() => {
      this.spillTimer = null
      if (this.outbox.size === 0) return
      if (this.gone < newest) this.spill()
      // All are younger: as long as deliveries are quick, nothing is written.
      else this.awaitDelivery()
    }, SPILL_MS)
  }

  /** The next events to send, at most so many and so many bytes; null when there are none. */
  next(events: number, bytes: number): Batch | null {
    this.adoptedsTurn = !this.adoptedsTurn
    const [first, second] = this.adoptedsTurn ? [this.nextAdopted, this.nextOwn] : [this.nextOwn, this.nextAdopted]
    return first.call(this, events, bytes) ?? second.call(this, events, bytes)
  }

  /** Writes what is in memory to the disk, if there is anything that is worth it. */
  spill(): void {
    if (this.folder.state.folder === null || performance.now() - this.failedAt < RETRY_MS) return
    if (this.spool === null && !this.outbox.hasLasting) return
    try {
      this.spool ??= this.folder.create()
      while (this.outbox.size > 0) this.spillSome(this.spool)
      this.folder.state.problem = null
    } catch (error) {
      this.failedAt = performance.now()
      const problem = (error as Error).message
      if (problem !== this.folder.state.problem) this.log(`delivery: events wait in memory only: ${problem}`)
      this.folder.state.problem = problem
    }
  }

  /** Writes what is left to the disk and lets go of it. */
  close(): void {
    clearInterval(this.lookTimer)
    if (this.spillTimer !== null) clearTimeout(this.spillTimer)
    this.failedAt = Number.NEGATIVE_INFINITY
    this.spill()
    for (const spool of [this.spool, ...this.adopted]) if (spool !== null) this.folder.release(spool)
  }

  /** Events of this process that wait. */
  get waiting(): number {
    return this.outbox.size + this.spooled
  }

  /** Events that were dropped because there was no room, or that could not be read again. */
  get dropped(): number {
    return this.lost + [this.spool, ...this.adopted].reduce((sum, spool) => sum + (spool?.damaged ?? 0), 0)
  }

  /** Bytes on the disk, those that other processes left included. */
  get spooledBytes(): number {
    return [this.spool, ...this.adopted].reduce((sum, spool) => sum + (spool?.bytes ?? 0), 0)
  }

  private nextOwn(events: number, bytes: number): Batch | null {
    while (this.spool !== null && this.spooled > 0) {
      const { events: found, lines } = this.spool.peek(events, bytes)
      if (found.length > 0) return { events: found, settle: this.removal(lines) }
      // Nothing of it can be read, or there is nothing.
      this.removeFirst(lines === 0 ? this.spooled : lines)
    }
    const found = this.outbox.peek(events, bytes)
    return found.length === 0 ? null : { events: found, settle: this.removal(found.length) }
  }

  /** Removes what are now the first events; not those that were dropped meanwhile, and wherever they are by then. */
  private removal(count: number): () => void {
    const before = this.gone + count
    return () => this.removeFirst(before - this.gone)
  }

  private nextAdopted(events: number, bytes: number): Batch | null {
    for (let [first] = this.adopted; first !== undefined; [first] = this.adopted) {
      const spool = first
      const { events: found, lines } = spool.peek(events, bytes)
      const before = spool.gone + lines
      // Some may have been dropped meanwhile.
      const settle = (): void => this.takeAdopted(spool, Math.max(before - spool.gone, 0))
      if (found.length > 0) return { events: found, settle }
      settle()
    }
    return null
  }

  private takeAdopted(spool: Spool, lines: number): void {
    spool.take(lines)
    if (!spool.isEmpty) return
    this.lost += spool.damaged
    this.adopted = this.adopted.filter((one) => one !== spool)
    this.folder.release(spool)
  }

  private removeFirst(count: number): void {
    if (count <= 0) return
    const onDisk = Math.min(count, this.spooled)
    if (onDisk > 0) this.spool?.take(onDisk)
    this.spooled -= onDisk
    this.outbox.remove(count - onDisk)
    this.gone += count
    if (this.spool?.isEmpty) this.leaveSpool(this.spool)
  }

  private leaveSpool(spool: Spool): void {
    this.lost += spool.damaged
    this.folder.release(spool)
    this.spool = null
    this.spooled = 0
  }

  private spillSome(spool: Spool): void {
    const some = this.outbox.peek(Number.POSITIVE_INFINITY, WRITE_BYTES)
    this.makeRoom(some.reduce((sum, { json }) => sum + json.length, 0))
    spool.append(some, this.folder.maxBytes)
    this.outbox.remove(some.length)
    this.spooled += some.length
  }

  /** Drops the oldest files until so many bytes more are within the bound. */
  private makeRoom(bytes: number): void {
    const bound = Math.max(this.folder.maxBytes - this.folder.foreignBytes(), 0)
    while (this.spooledBytes + bytes > bound && this.spooledBytes > 0) {
      const [oldest] = this.adopted
      if (oldest !== undefined) {
        this.lost += oldest.dropOldest()
        if (oldest.isEmpty) this.takeAdopted(oldest, 0)
        continue
      }
      const count = this.spool?.dropOldest() ?? 0
      this.lost += count
      this.spooled -= count
      this.gone += count
      if (count === 0) return
    }
  }

  private look(): void {
    this.folder.touch()
    const found = this.folder.adopt()
    if (found.length === 0) return
    this.adopted.push(...found)
    this.log(`delivery: sending what ${found.length} earlier ${found.length === 1 ? 'run has' : 'runs have'} left`)
    this.onAdopted()
  }
}
