import { readdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import type { OutgoingEvent } from '../outgoingEvent'
import { readRecord, writeRecord } from './record'
import { Segment } from './segment'

const SEGMENT_NAME = /^\d{8}\.spool$/

/** Bytes after which a file is followed by the next one; what a bound drops at once. */
const SEGMENT_BYTES = 4 * 1024 * 1024

/** Events of the head of a spool. */
export interface SpooledEvents {
  events: OutgoingEvent[]
  /** Lines that were read for them, damaged ones too. */
  lines: number
}

/** Events on the disk, oldest first, in files that only grow and are removed when they have been sent. */
export class Spool {
  private readonly segments: Segment[] = []
  private next = 1
  /** Lines that cannot be read. */
  damaged = 0
  /** Lines that have left its beginning so far, taken or dropped. */
  gone = 0

  constructor(private readonly folder: string) {}

  /**
   * Opens what another process has left in a folder that is now ours.
   *
   * @throws Error of the file system
   */
  static open(folder: string): Spool {
    const spool = new Spool(folder)
    for (const name of readdirSync(folder).sort()) {
      const segment = SEGMENT_NAME.test(name) ? Segment.open(join(folder, name)) : null
      if (segment === null) continue
      spool.segments.push(segment)
      spool.next = Number.parseInt(name, 10) + 1
    }
    spool.removeSent()
    return spool
  }

  get isEmpty(): boolean {
    return this.segments.length === 0
  }

  get bytes(): number {
    return this.segments.reduce((sum, segment) => sum + segment.bytes, 0)
  }

  /**
   * Appends all events or none.
   *
   * @throws Error of the file system
   */
  append(events: readonly OutgoingEvent[], maxBytes: number): void {
    const last = this.segments.at(-1)
    const segmentBytes = Math.min(SEGMENT_BYTES, maxBytes / 4)
    const segment = last === undefined || last.bytes >= segmentBytes ? this.begin() : last
    segment.append(events.map(writeRecord).join(''))
  }

  /** The oldest events, at most so many and about so many bytes; they stay until they are taken. */
  peek(events: number, bytes: number): SpooledEvents {
    const [first] = this.segments
    if (first === undefined) return { events: [], lines: 0 }
    const { lines, ends } = first.read(bytes)
    const some = lines.slice(0, events).filter((_, i) => i === 0 || (ends[i] as number) - first.from <= bytes)
    const found = some.map(readRecord).filter((event) => event !== null)
    return { events: found, lines: some.length }
  }

  /** Takes so many lines from the beginning. */
  take(count: number): void {
    this.gone += count
    let left = count
    while (left > 0 && this.segments[0] !== undefined) {
      const { lines, ends } = this.segments[0].read(Number.POSITIVE_INFINITY)
      const some = Math.min(left, lines.length)
      this.damaged += lines.slice(0, some).filter((line) => readRecord(line) === null).length
      // Where nothing is left to read, somebody has cut the file short.
      this.segments[0].advance(some > 0 ? (ends[some - 1] as number) : this.segments[0].bytes)
      left -= some
      this.removeSent()
    }
  }

  /** Drops the oldest file; gives back how many events in it had not been sent. */
  dropOldest(): number {
    const [first] = this.segments
    if (first === undefined) return 0
    let count = 0
    for (let some = first.read(Number.POSITIVE_INFINITY); some.lines.length > 0; ) {
      count += some.lines.length
      first.from = some.ends.at(-1) as number
      some = first.read(Number.POSITIVE_INFINITY)
    }
    this.segments.shift()?.remove()
    this.gone += count
    return count
  }

  /** Lets go of the files, and of the folder where it is empty. */
  close(): void {
    for (const segment of this.segments) segment.close()
    if (!this.isEmpty) return
    try {
      rmdirSync(this.folder)
    } catch {
      // Gone already, or somebody has put something into it.
    }
  }

  private begin(): Segment {
    const segment = Segment.create(join(this.folder, `${String(this.next++).padStart(8, '0')}.spool`))
    this.segments.push(segment)
    return segment
  }

  /** A file that has been sent is removed at once, the last one too: what comes next begins a new one. */
  private removeSent(): void {
    while (this.segments[0] !== undefined && this.segments[0].from >= this.segments[0].bytes) {
      this.segments.shift()?.remove()
    }
  }
}
