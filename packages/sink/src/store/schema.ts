import { DebugInError } from '@debugin/protocol'
import type { Database } from './sqliteDriver.js'

/** Tells our files from other databases: `DBGI`. */
const APPLICATION_ID = 0x44_42_47_49
const VERSION = 1

/**
 * Pages of the journal after which a commit copies it into the file itself: 64 MiB where a thread does so in time, and
 * 4 MiB where there is none.
 */
const COPIED_BY_COMMIT = 16_384
const COPIED_WITHOUT_THREAD = 1024

/**
 * Texts lie apart, so that counting and choosing read narrow rows. Each index ends in the row's number, which is the
 * order of answers: no answer has to be sorted but those that are chosen by time.
 */
const TABLES = `
CREATE TABLE events (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  received INTEGER NOT NULL,
  time INTEGER NOT NULL,
  name TEXT NOT NULL,
  runtime TEXT,
  application TEXT,
  probe_id TEXT
);
CREATE TABLE texts (sequence INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE INDEX events_time ON events (time);
CREATE INDEX events_name ON events (name);
CREATE INDEX events_runtime ON events (runtime);
CREATE INDEX events_application ON events (application);
CREATE INDEX events_probe_id ON events (probe_id);
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${VERSION};
`

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
  database.exec(`BEGIN; ${TABLES} COMMIT`)
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
