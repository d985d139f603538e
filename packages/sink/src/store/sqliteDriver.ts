import type { DatabaseSync, DatabaseSyncInstance, SqliteModule } from '@photostructure/sqlite'

/** An open database. */
export type Database = DatabaseSyncInstance

/**
 * The first Node whose own `node:sqlite` prints no warning. On 22 it does, and 20 has none
 * (https://nodejs.org/docs/latest-v24.x/api/sqlite.html).
 */
const BUILT_IN_FROM = 24

/**
 * SQLite with the API of `node:sqlite`: Node's own where it is to be had in silence, else a package that offers the same
 * with binaries for every supported Node. The file is the same for both.
 */
export async function loadSqlite(): Promise<{ DatabaseSync: typeof DatabaseSync }> {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= BUILT_IN_FROM) return process.getBuiltinModule('node:sqlite') as unknown as SqliteModule
  return await import('@photostructure/sqlite')
}
