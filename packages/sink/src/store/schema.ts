import { DebugInError } from '@debugin/protocol'
import type { Database } from './sqliteDriver.js'
import { MAKE_TABLES, UPGRADE_FROM_1, VERSION } from './tables.js'

/** Tells our files from other databases: `DBGI`. */
const APPLICATION_ID = 0x44_42_47_49

/**
 * Pages of the journal after which a commit copies it into the file itself: 128 MiB where a thread does so in time, and
 * 4 MiB where there is none.
 */
const COPIED_BY_COMMIT = 32_768
const COPIED_WITHOUT_THREAD = 1024

/**
 * Prepares an open database for a sink. A commit is in the journal when it returns, and outlives this process; with
 * `sync` it outlives the machine.
 *
 * @throws DebugInError INVALID_OPTION for a file of something else; Error of SQLite where the file is locked or no database
 */
export function prepareSchema(database: Database, path: string, sync: boolean): void {
  database.exec(`PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL`)
  database.exec(`PRAGMA synchronous = ${sync ? 'FULL' : 'NORMAL'}; PRAGMA cache_size = -32768`)
  database.exec(`PRAGMA wal_autocheckpoint = ${COPIED_BY_COMMIT}`)
  const application = readNumber(database, 'PRAGMA application_id')
  const version = readNumber(database, 'PRAGMA user_version')
  if (application === APPLICATION_ID && version === VERSION) return
  if (application === APPLICATION_ID && version === 1) {
    makeTables(database, UPGRADE_FROM_1)
    return
  }
  const isEmpty = readNumber(database, 'SELECT count(*) FROM sqlite_schema') === 0
  if (application !== 0 || version !== 0 || !isEmpty) {
    throw new DebugInError(
      'INVALID_OPTION',
      `${path} is a database of something else; name another file for the store`,
      {
        option: 'store',
        value: path,
      },
    )
  }
  makeTables(database, MAKE_TABLES)
}

function makeTables(database: Database, sql: string): void {
  const marks = `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${VERSION}`
  database.exec('BEGIN')
  try {
    database.exec(`${sql} ${marks}; COMMIT`)
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** No thread copies the journal any more: commits do so, each a little. */
export function copyInCommits(database: Database): void {
  database.exec(`PRAGMA wal_autocheckpoint = ${COPIED_WITHOUT_THREAD}`)
}

/**
 * Closes a database and puts its journal away at once: closing alone does so only where no statement is left that the
 * collector has not seen. Everything is committed already, so that a disk that fails now does no harm.
 */
export function closeDatabase(database: Database): void {
  try {
    database.exec('PRAGMA journal_mode = DELETE')
  } catch {}
  database.close()
}

/** The one number that a statement answers. */
export function readNumber(database: Database, sql: string): number {
  const row = database.prepare(sql).get() as Record<string, number> | undefined
  return Number(Object.values(row ?? {})[0] ?? 0)
}

/** A number that the store notes about itself; 0 where it has noted none. */
export function readMark(database: Database, name: 'last' | 'settled'): number {
  return readNumber(database, `SELECT value FROM marks WHERE name = '${name}'`)
}

/** Notes a number. */
export function writeMark(database: Database, name: 'last' | 'settled', value: number): void {
  database.exec(`INSERT OR REPLACE INTO marks (name, value) VALUES ('${name}', ${value})`)
}

/** The number given last, kept or not; 0 before the first event. */
export function lastSequence(database: Database): number {
  return Math.max(readMark(database, 'last'), readNumber(database, 'SELECT max(sequence) FROM events'))
}
