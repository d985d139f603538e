import type { EventFilter } from './eventFilter.js'
import type { Database } from './sqliteDriver.js'
import type { NewEvent } from './storedEvent.js'

/** Kinds whose numbers are in memory. */
const REMEMBERED = 10_000

const COLUMNS = ['name', 'runtime', 'application', 'probe_id']

/**
 * Numbers what events have in common: name, runtime, application and point, of which there are few beside the events. One
 * index over that number does for all four.
 */
export class EventKinds {
  private readonly numbers = new Map<string, number>()
  private readonly find
  private readonly insert

  constructor(private readonly database: Database) {
    const same = COLUMNS.map((column) => `${column} IS ?`).join(' AND ')
    this.find = database.prepare(`SELECT kind FROM kinds WHERE ${same}`)
    this.insert = database.prepare(`INSERT INTO kinds (${COLUMNS.join()}) VALUES (?, ?, ?, ?) RETURNING kind`)
  }

  /** The number of an event's kind, given now where it is a new one. */
  numberOf({ name, runtime, application, probeId }: NewEvent): number {
    const values = [name, runtime, application, probeId] as const
    const key = keyOf(values)
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const { kind } = (this.find.get(...values) ?? this.insert.get(...values)) as { kind: number }
    if (this.numbers.size >= REMEMBERED) this.forget()
    this.numbers.set(key, Number(kind))
    return Number(kind)
  }

  /** Kinds were removed, or a commit that may have brought some has failed. */
  forget(): void {
    this.numbers.clear()
  }

  /** The kinds that pass a filter; null: all of them. */
  matching(filter: EventFilter): number[] | null {
    const lists = [filter.names, filter.runtimes, filter.applications, filter.probeIds]
    if (lists.every((wanted) => wanted.length === 0)) return null
    const parts = lists.flatMap((wanted, n) => (wanted.length === 0 ? [] : [`${COLUMNS[n]} IN (${placesFor(wanted)})`]))
    const rows = this.database
      .prepare(`SELECT kind, (SELECT count(*) FROM kinds) AS total FROM kinds WHERE ${parts.join(' AND ')}`)
      .all(...lists.flat()) as { kind: number; total: number }[]
    return rows.length > 0 && rows.length === Number(rows[0]?.total) ? null : rows.map(({ kind }) => Number(kind))
  }
}

/** Lengths stand in it, so that no two kinds have one key, and those of null none. */
function keyOf([name, runtime, application, probeId]: readonly (string | null)[]): string {
  const lengths = `${name?.length} ${runtime?.length} ${application?.length} ${probeId?.length}`
  return `${lengths} ${name}${runtime}${application}${probeId}`
}

function placesFor(values: readonly string[]): string {
  return values.map(() => '?').join()
}
