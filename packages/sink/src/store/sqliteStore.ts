import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { DebugInError, type EventName } from '@debugin/protocol'
import { Checkpoints } from './checkpoints.js'
import { type EventFilter, passesFilter } from './eventFilter.js'
import { EventQueue } from './eventQueue.js'
import type { EventPage, EventQuery, EventStore, StoreState } from './eventStore.js'
import { claimFile, makePrivateFile } from './fileClaim.js'
import { countEvents, enforceBounds, type FileRules, removeOldest, usedPages } from './retention.js'
import { closeDatabase, copyInCommits, prepareSchema, readNumber } from './schema.js'
import { type Database, loadSqlite } from './sqliteDriver.js'
import { type Condition, conditionOf } from './sqliteFilter.js'
import type { NewEvent, StoredEvent } from './storedEvent.js'

/** Milliseconds between looks at the bounds. */
const LOOK_MS = 5000

/** Bytes of a page of the file, and pages beside the text's own that an event and its removal change, about. */
const PAGE_BYTES = 4096
const INDEX_PAGES = 2

/** Texts that are searched before others get their turn. */
const SEARCHED_AT_ONCE = 200

/** What SQLite says where another process holds the file, and where it is no database. */
const BUSY = 5
const NO_DATABASE = 26

const COLUMNS = 'e.sequence, e.id, e.time, e.name, e.runtime, e.application, e.probe_id AS probeId, t.text'
const JOINED = 'events e JOIN texts t USING (sequence)'

interface Row {
  [column: string]: string | number | null
}

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
    this.last = readNumber(database, "SELECT seq FROM sqlite_sequence WHERE name = 'events'")
    this.insertEvent = database.prepare(
      'INSERT INTO events (sequence, id, received, time, name, runtime, application, probe_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
    )
    this.insertText = database.prepare('INSERT INTO texts (sequence, text) VALUES (?, ?)')
    this.timer = setInterval(() => void this.sweep(), LOOK_MS).unref()
    void this.sweep()
  }

  append(events: readonly NewEvent[]): Promise<boolean[]> {
    return this.queue.add(events)
  }

  async find({ filter, offset, limit }: EventQuery): Promise<EventPage> {
    const condition = conditionOf(filter)
    if (filter.text !== null) return await this.search(filter, condition, offset, limit)
    const { sql, values } = condition
    const total =
      sql === 'TRUE'
        ? countEvents(this.database)
        : Number((this.database.prepare(`SELECT count(*) AS n FROM events WHERE ${sql}`).get(...values) as Row).n)
    const chosen = `SELECT sequence FROM events WHERE ${sql} ORDER BY sequence LIMIT ? OFFSET ?`
    const rows = this.database
      .prepare(`SELECT ${COLUMNS} FROM ${JOINED} WHERE e.sequence IN (${chosen}) ORDER BY e.sequence`)
      .all(...values, limit, offset) as Row[]
    return { total, events: rows.map(toEvent) }
  }

  async read(after: number, limit: number): Promise<StoredEvent[]> {
    const rows = this.database
      .prepare(`SELECT ${COLUMNS} FROM ${JOINED} WHERE e.sequence > ? ORDER BY e.sequence LIMIT ?`)
      .all(after, limit) as Row[]
    return rows.map(toEvent)
  }

  async sequenceOf(id: string): Promise<number | null> {
    const row = this.database.prepare('SELECT sequence FROM events WHERE id = ?').get(id) as Row | undefined
    return row === undefined ? null : Number(row.sequence)
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
      count += removeOldest(this.database, Math.min(SEARCHED_AT_ONCE, last - first + 1), null)
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
      const results = groups.map((events) => events.map((event) => this.insert(event, received)))
      this.database.exec('COMMIT')
      this.checkpoints.note(this.written)
      return results
    } catch (error) {
      this.last = before
      // A full disk has rolled back already.
      if (this.database.isTransaction) this.database.exec('ROLLBACK')
      throw error
    }
  }

  private insert(event: NewEvent, received: number): boolean {
    const sequence = this.last + 1
    const { id, time, name, runtime, application, probeId, text } = event
    const { changes } = this.insertEvent.run(sequence, id, received, time, name, runtime, application, probeId)
    if (Number(changes) === 0) return false
    this.insertText.run(sequence, text)
    this.last = sequence
    this.written += INDEX_PAGES + text.length / PAGE_BYTES
    return true
  }

  /** Reads every text that the columns do not rule out, some at a time, so that events can be taken meanwhile. */
  private async search(
    filter: EventFilter,
    { sql, values }: Condition,
    offset: number,
    limit: number,
  ): Promise<EventPage> {
    const events: StoredEvent[] = []
    const end = this.last
    let total = 0
    const page = this.database.prepare(
      `SELECT ${COLUMNS} FROM ${JOINED} WHERE e.sequence > ? AND e.sequence <= ? AND ${sql} ORDER BY e.sequence LIMIT ${SEARCHED_AT_ONCE}`,
    )
    for (let after = 0; ; ) {
      const rows = page.all(after, end, ...values) as Row[]
      for (const row of rows) {
        const event = toEvent(row)
        after = event.sequence
        if (!passesFilter(event, filter)) continue
        if (total >= offset && events.length < limit) events.push(event)
        total++
      }
      if (rows.length < SEARCHED_AT_ONCE) return { total, events }
      await turn()
    }
  }

  private sweep(): Promise<void> {
    this.sweeping ??= enforceBounds(this.database, this.bounds, (removed) => {
      this.dropped += removed
      this.checkpoints.note(removed * INDEX_PAGES)
    })
      // A disk that is full or gone shows where events are taken.
      .catch(() => {})
      .finally(() => {
        this.sweeping = null
      })
    return this.sweeping
  }
}

function toEvent(row: Row): StoredEvent {
  return { ...row, name: row.name as EventName } as unknown as StoredEvent
}
