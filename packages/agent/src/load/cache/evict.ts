import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ENTRY_NAME, UNFINISHED_NAME } from './writeEntry'

/** What stays after an eviction, as a share of the bound: the next one is not due at once. */
const KEPT_SHARE = 0.75

/** A file that was being written this long ago belongs to a process that has ended. */
const ABANDONED_MS = 3_600_000

/**
 * Removes the oldest entries where all of them together take more than `maxBytes`, and what processes that ended have
 * left unfinished. Files that are not of the cache stay. Another process that does the same at once does no harm.
 *
 * @returns the bytes of the entries that stay
 */
export function evictEntries(folder: string, maxBytes: number): number {
  const entries: Found[] = []
  for (const name of readdirSync(folder)) {
    const found = ENTRY_NAME.test(name) || UNFINISHED_NAME.test(name) ? findFile(join(folder, name)) : null
    if (found === null) continue
    if (!UNFINISHED_NAME.test(name)) entries.push(found)
    else if (Date.now() - found.mtimeMs > ABANDONED_MS) rmSync(found.path, { force: true })
  }
  return removeOldest(entries, maxBytes)
}

/**
 * The same for the code cache, in whose folder Node makes one for each version of its own. Where there is none there is
 * nothing to do.
 */
export function evictCode(folder: string, maxBytes: number): void {
  if (!existsSync(folder)) return
  const paths = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)))
  removeOldest(
    paths.flatMap((path) => findFile(path) ?? []),
    maxBytes,
  )
}

interface Found {
  path: string
  size: number
  mtimeMs: number
}

/** @returns the bytes of the files that stay */
function removeOldest(files: Found[], maxBytes: number): number {
  let total = files.reduce((sum, { size }) => sum + size, 0)
  if (total <= maxBytes) return total
  files.sort((a, b) => a.mtimeMs - b.mtimeMs)
  for (const { path, size } of files) {
    if (total <= maxBytes * KEPT_SHARE) break
    rmSync(path, { force: true })
    total -= size
  }
  return total
}

/** Null where there is no file, or something else. */
function findFile(path: string): Found | null {
  const found = statSync(path, { throwIfNoEntry: false })
  return found?.isFile() === true ? { path, size: found.size, mtimeMs: found.mtimeMs } : null
}
