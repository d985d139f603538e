import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { DebugInError } from '@debugin/protocol'
import { Checkpoints } from './checkpoints.js'
import { EventIds } from './eventIds.js'
import { EventKinds } from './eventKinds.js'
import { EventQueries } from './eventQueries.js'
import { EventQueue } from './eventQueue.js'
import type { EventPage, EventQuery, EventStore, StoreState } from './eventStore.js'
import { claimFile, makePrivateFile } from './fileClaim.js'
import { countEvents, enforceBounds, type FileRules, removeOldest, usedPages } from './retention.js'
import { closeDatabase, copyInCommits, lastSequence, prepareSchema, readNumber } from './schema.js'
import { type Database, loadSqlite } from './sqliteDriver.js'
import type { NewEvent, StoredEvent } from './storedEvent.js'

/** Milliseconds between looks at the bounds. */
const LOOK_MS = 5000

/** Bytes of a page of the file, and pages beside the text's own that an event and its removal change, about. */
const PAGE_BYTES = 4096
const INDEX_PAGES = 0.5
const REMOVED_PAGES = 1.5

/** Events that are cleared before others get their turn. */
const CLEARED_AT_ONCE = 200

/** What SQLite says where another process holds the file, and where it is no database. */
const BUSY = 5
const NO_DATABASE = 26

/**
 * Opens a store in a file, or makes the file where there is none; nobody but this user can read it.
 *
 * @throws DebugInError INVALID_OPTION where another sink has the file open, or it is no store, or cannot be written
 */
export async function openSqliteStore(path: string, bounds: FileRules): Promise<SqliteStore> {
  const file = resolve(path)
  const { DatabaseSync } = await loadSqlite()
  let database: Database | null = null
  let release: (() => void) | null = null
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    release = claimFile(file, (path) => new DatabaseSync(path))
    makePrivateFile(file)
    database = new DatabaseSync(file)
    prepareSchema(database, file, bounds.sync)
    return new SqliteStore(database, file, bounds, release)
  } catch (error) {
    database?.close()
    release?.()
    throw explainOpenError(error as Error & { errcode?: number }, file)
  }
}

function explainOpenError(error: Error & { errcode?: number }, file: string): DebugInError {
  if (error instanceof DebugInError) return error
  const details = { option: 'store', value: file, reason: error.message }
  const texts: Record<number, string> = {
    [BUSY]: `The store ${file} is in use by another sink; name another file, or memory`,
    [NO_DATABASE]: `${file} is no store of a sink; name another file`,
  }
  const text = texts[error.errcode ?? 0] ?? `The store ${file} cannot be opened: ${error.message}`
  return new DebugInError('INVALID_OPTION', text, details, error)
}

/**
 * Keeps events in a SQLite file. What was taken is committed before anybody is told so. Over a bound the oldest go
 * first.
 */
export class SqliteStore implements EventStore {
  private readonly queue = new EventQueue((groups) => this.commit(groups))
  private readonly checkpoints: Checkpoints
  private readonly timer: NodeJS.Timeout
  private readonly ids: EventIds
  private readonly kinds: EventKinds
  private readonly queries: EventQueries
  private readonly insertEvent
  private readonly insertText
  private last: number
  /** Pages of the commit under way, about. */
  private written = 0
  private sweeping: Promise<void> | null = null
  private closing: Promise<void> | null = null
  private dropped = 0

  constructor(
    private readonly database: Database,
    private readonly path: string,
    private readonly bounds: FileRules,
    /** Gives the file to the next sink. */
    private readonly release: () => void,
  ) {
    this.checkpoints = new Checkpoints(
      path,
      (until) => this.queue.hold(until),
      () => database.isOpen && copyInCommits(database),
    )
    this.last = lastSequence(database)
    this.ids = new EventIds(database)
    this.kinds = new EventKinds(database)
    this.queries = new EventQueries(database, this.kinds)
    this.insertEvent = database.prepare(
      'INSERT INTO events (sequence, id, received, time, kind) VALUES (?, ?, ?, ?, ?)',
    )
    this.insertText = database.prepare('INSERT INTO texts (sequence, text) VALUES (?, ?)')
    this.timer = setInterval(() => void this.sweep(), LOOK_MS).unref()
    void this.sweep()
  }

  append(events: readonly NewEvent[]): Promise<boolean[]> {
    return this.queue.add(events)
  }

  find(query: EventQuery): Promise<EventPage> {
    return this.queries.find(query, this.last)
  }

  async read(after: number, limit: number): Promise<StoredEvent[]> {
    return this.queries.read(after, limit)
  }

  async sequenceOf(id: string): Promise<number | null> {
    return this.ids.sequenceOf(id)
  }

  async lastSequence(): Promise<number> {
    return this.last
  }

  async clear(): Promise<number> {
    const { last } = this
    let count = 0
    for (;;) {
      const first = readNumber(this.database, 'SELECT min(sequence) FROM events')
      if (first === 0 || first > last) return count
      count += removeOldest(this.database, Math.min(CLEARED_AT_ONCE, last - first + 1), null)
      this.noteRemoved()
      await turn()
    }
  }

  state(): StoreState {
    const bytes = usedPages(this.database) * readNumber(this.database, 'PRAGMA page_size')
    return { kind: 'file', path: this.path, events: countEvents(this.database), bytes, dropped: this.dropped }
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    this.queue.flush()
    this.closing ??= this.letGo()
    await this.closing
  }

  private async letGo(): Promise<void> {
    await this.checkpoints.stop()
    this.queue.flush()
    closeDatabase(this.database)
    this.release()
    await this.sweeping
  }

  private commit(groups: readonly (readonly NewEvent[])[]): boolean[][] {
    const before = this.last
    this.written = 0
    this.database.exec('BEGIN IMMEDIATE')
    try {
      const received = Date.now()
      this.ids.begin(groups.flatMap((events) => events.map(({ id }) => id)))
      const results = groups.map((events) => events.map((event) => this.insert(event, received)))
      this.ids.moveSome()
      this.database.exec('COMMIT')
      this.ids.keep()
      this.checkpoints.note(this.written)
      return results
    } catch (error) {
      this.last = before
      this.ids.undo()
      this.kinds.forget()
      // A full disk has rolled back already.
      if (this.database.isTransaction) this.database.exec('ROLLBACK')
      throw error
    }
  }

  private insert(event: NewEvent, received: number): boolean {
    const { id, time, text } = event
    if (this.ids.has(id)) return false
    const sequence = this.last + 1
    this.insertEvent.run(sequence, id, received, time, this.kinds.numberOf(event))
    this.insertText.run(sequence, text)
    this.ids.add(id, sequence)
    this.last = sequence
    this.written += INDEX_PAGES + text.length / PAGE_BYTES
    return true
  }

  private noteRemoved(): void {
    this.ids.noteRemoved()
    this.kinds.forget()
  }

  private sweep(): Promise<void> {
    this.sweeping ??= enforceBounds(this.database, this.bounds, (removed) => {
      this.dropped += removed
      this.noteRemoved()
      this.checkpoints.note(removed * REMOVED_PAGES)
    })
      // A disk that is full or gone shows where events are taken.
      .catch(() => {})
      .finally(() => {
        this.sweeping = null
      })
    return this.sweeping
  }
}
