import { randomBytes } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Names of files in the folder of the cache: entries, and entries that are being written. */
export const ENTRY_NAME = /^[\da-f]{64}$/
export const UNFINISHED_NAME = /^[\da-f]{64}\.[\da-f]{12}\.tmp$/

/**
 * Writes an entry so that no reader ever sees half of it, however many processes write the same one at once: each to a
 * file of its own, which then takes the name of the entry.
 *
 * @throws Error of the file system
 */
export function writeEntry(folder: string, key: string, entry: Uint8Array): void {
  const unfinished = join(folder, `${key}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    writeFileSync(unfinished, entry, { mode: 0o600, flag: 'wx' })
    renameSync(unfinished, join(folder, key))
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}
