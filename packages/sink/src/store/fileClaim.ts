import { closeSync, openSync } from 'node:fs'
import type { Database } from './sqliteDriver.js'

/**
 * Makes a file where there is none, for this user alone. One that is there is not opened: closing it would drop the
 * locks that this process has on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
export function makePrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/**
 * Claims a store for one sink: locks an empty file beside it, since the store's own lock is shared by the connections
 * that write it. The lock goes when the process ends, however it ends; the file stays.
 *
 * @param open opens a database
 * @returns gives the claim back
 * @throws Error of SQLite, BUSY, where another sink has it, in this process or another
 */
export function claimFile(path: string, open: (path: string) => Database): () => void {
  const lock = `${path}.lock`
  makePrivateFile(lock)
  const database = open(lock)
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw error
  }
  return () => {
    database.exec('ROLLBACK')
    database.close()
  }
}
