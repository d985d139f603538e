import { setImmediate as turn } from 'node:timers/promises'
import type { EventName } from '@debugin/protocol'
import { type EventFilter, passesFilter } from './eventFilter.js'
import type { EventKinds } from './eventKinds.js'
import type { EventPage, EventQuery } from './eventStore.js'
import { countEvents } from './retention.js'
import type { Database } from './sqliteDriver.js'
import { type Condition, conditionOf } from './sqliteFilter.js'
import type { StoredEvent } from './storedEvent.js'

/** Texts that are searched before others get their turn. */
const SEARCHED_AT_ONCE = 200

const COLUMNS = 'e.sequence, e.id, e.time, k.name, k.runtime, k.application, k.probe_id AS probeId, t.text'

/** Events first: SQLite must not begin with the kinds, because the order is that of events. */
const JOINED = 'events e CROSS JOIN texts t ON t.sequence = e.sequence CROSS JOIN kinds k ON k.kind = e.kind'

const BY_TIME = 'events e INDEXED BY events_time'

/** A row takes about as long as so many entries of an index. */
const RARE = 15

interface Row {
  [column: string]: string | number | null
}

/** Finds and reads events in a SQLite file. */
export class EventQueries {
  private readonly following

  constructor(
    private readonly database: Database,
    private readonly kinds: EventKinds,
  ) {
    this.following = database.prepare(
      `SELECT ${COLUMNS} FROM ${JOINED} WHERE e.sequence > ? ORDER BY e.sequence LIMIT ?`,
    )
  }

  /** As `EventStore.read`. */
  read(after: number, limit: number): StoredEvent[] {
    return (this.following.all(after, limit) as Row[]).map(toEvent)
  }

  /**
   * As `EventStore.find`.
   *
   * @param last the number given last
   */
  async find({ filter, offset, limit }: EventQuery, last: number): Promise<EventPage> {
    const kinds = this.kinds.matching(filter)
    if (kinds !== null && kinds.length === 0) return { total: 0, events: [] }
    if (filter.text !== null)
      return await this.search(filter, conditionOf(filter, kinds, 'walk'), { offset, limit, last })
    const all = countEvents(this.database)
    const counting = conditionOf(filter, kinds, 'index')
    const source = this.sourceFor(filter, kinds, all)
    const total = counting.sql === 'TRUE' ? all : this.count(source, counting)
    // Where most events pass, the first of them are found sooner by looking at one after another than by sorting all.
    const isCommon = source === 'events e' && (offset + limit) * all < total * total
    const { sql, values } = isCommon ? conditionOf(filter, kinds, 'walk') : counting
    const chosen = `SELECT e.sequence FROM ${source} WHERE ${sql} ORDER BY e.sequence LIMIT ? OFFSET ?`
    const rows = this.database
      .prepare(`SELECT ${COLUMNS} FROM ${JOINED} WHERE e.sequence IN (${chosen}) ORDER BY e.sequence`)
      .all(...values, limit, offset) as Row[]
    return { total, events: rows.map(toEvent) }
  }

  /**
   * The index by time holds the kind too, so that no row is read for a query by both. SQLite, which knows nothing of how
   * many there are, would take that by kind, and it is better only for the kinds of few events.
   */
  private sourceFor(filter: EventFilter, kinds: readonly number[] | null, all: number): string {
    if (filter.since === null && filter.until === null) return 'events e'
    if (kinds === null) return BY_TIME
    const ofKinds = this.count('events e', conditionOf({ ...filter, since: null, until: null }, kinds, 'index'))
    return ofKinds * RARE < all ? 'events e' : BY_TIME
  }

  private count(source: string, { sql, values }: Condition): number {
    const row = this.database.prepare(`SELECT count(*) AS n FROM ${source} WHERE ${sql}`).get(...values) as Row
    return Number(row.n)
  }

  /** Reads every text that the columns do not rule out, some at a time, so that events can be taken meanwhile. */
  private async search(
    filter: EventFilter,
    { sql, values }: Condition,
    { offset, limit, last }: { offset: number; limit: number; last: number },
  ): Promise<EventPage> {
    const events: StoredEvent[] = []
    let total = 0
    const page = this.database.prepare(
      `SELECT ${COLUMNS} FROM ${JOINED} WHERE e.sequence > ? AND e.sequence <= ? AND ${sql} ORDER BY e.sequence LIMIT ${SEARCHED_AT_ONCE}`,
    )
    for (let after = 0; ; ) {
      const rows = page.all(after, last, ...values) as Row[]
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
}

function toEvent(row: Row): StoredEvent {
  return { ...row, name: row.name as EventName } as unknown as StoredEvent
}
