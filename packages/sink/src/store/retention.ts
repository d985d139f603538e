import { setImmediate as turn } from 'node:timers/promises'
import { lastSequence, readNumber, writeMark } from './schema.js'
import type { Database } from './sqliteDriver.js'

/** How much a file keeps, and how well; null: no bound. */
export interface FileRules {
  /** Milliseconds since an event came. */
  retainMs: number | null
  /** Bytes of the file that are in use. */
  retainBytes: number | null
  /** Events. */
  capacity: number | null
  /** Whether a commit waits for the disk. */
  sync: boolean
}

/** Events that one step removes, and pages that it gives back: between steps others get their turn. */
const STEP_EVENTS = 200
const STEP_PAGES = 500

/** Free pages that stay for what comes next. */
const SPARE_PAGES = 2000

/** Removes the oldest events that are over a bound, in steps, and tells after each how many those were. */
export async function enforceBounds(
  database: Database,
  bounds: FileRules,
  onRemoved: (count: number) => void,
): Promise<void> {
  const pageSize = readNumber(database, 'PRAGMA page_size')
  for (let step = removeStep(); step > 0; step = removeStep()) {
    onRemoved(step)
    await turn()
    if (!database.isOpen) return
  }
  while (readNumber(database, 'PRAGMA freelist_count') > SPARE_PAGES) {
    database.exec(`PRAGMA incremental_vacuum(${STEP_PAGES})`)
    await turn()
    if (!database.isOpen) return
  }

  function removeStep(): number {
    const tooOld = bounds.retainMs === null ? null : Date.now() - bounds.retainMs
    const byAge = tooOld === null ? 0 : removeOldest(database, STEP_EVENTS, tooOld)
    if (byAge > 0) return byAge
    const over = bounds.capacity === null ? 0 : countEvents(database) - bounds.capacity
    if (over > 0) return removeOldest(database, Math.min(over, STEP_EVENTS), null)
    return isTooLarge() ? removeOldest(database, STEP_EVENTS, null) : 0
  }

  function isTooLarge(): boolean {
    return bounds.retainBytes !== null && usedPages(database) * pageSize > bounds.retainBytes
  }
}

/** Pages of the file that hold something. */
export function usedPages(database: Database): number {
  return readNumber(database, 'PRAGMA page_count') - readNumber(database, 'PRAGMA freelist_count')
}

/** Numbers of events that are kept have no gaps. */
export function countEvents(database: Database): number {
  const first = readNumber(database, 'SELECT min(sequence) FROM events')
  return first === 0 ? 0 : readNumber(database, 'SELECT max(sequence) FROM events') - first + 1
}

/**
 * Removes the oldest events, at most so many.
 *
 * @param before only those that came before this time; null: whenever they came
 * @returns how many were removed
 */
export function removeOldest(database: Database, count: number, before: number | null): number {
  const first = readNumber(database, 'SELECT min(sequence) FROM events')
  if (first === 0) return 0
  const end = first + count
  const age = before === null ? '' : ` AND received < ${before}`
  const last = readNumber(database, `SELECT max(sequence) FROM events WHERE sequence < ${end}${age}`)
  if (last === 0) return 0
  const kinds = database.prepare(`SELECT DISTINCT kind FROM events WHERE sequence <= ${last}`).all() as {
    kind: number
  }[]
  database.exec('BEGIN')
  try {
    // Numbers go on behind it, even where nothing is left.
    writeMark(database, 'last', lastSequence(database))
    database.exec(`DELETE FROM ids WHERE id IN (SELECT id FROM events WHERE sequence <= ${last})`)
    database.exec(`DELETE FROM texts WHERE sequence <= ${last}`)
    database.exec(`DELETE FROM events WHERE sequence <= ${last}`)
    const numbers = kinds.map(({ kind }) => kind).join()
    database.exec(
      `DELETE FROM kinds WHERE kind IN (${numbers}) AND NOT EXISTS (SELECT 1 FROM events e WHERE e.kind = kinds.kind)`,
    )
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
  return last - first + 1
}
