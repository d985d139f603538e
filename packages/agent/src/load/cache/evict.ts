import { readdirSync, rmSync, statSync } from 'node:fs'
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
  const entries = []
  let total = 0
  for (const name of readdirSync(folder)) {
    const found = ENTRY_NAME.test(name) || UNFINISHED_NAME.test(name) ? statOrNull(join(folder, name)) : null
    if (found === null) continue
    if (!UNFINISHED_NAME.test(name)) {
      entries.push({ name, ...found })
      total += found.size
    } else if (Date.now() - found.mtimeMs > ABANDONED_MS) rmSync(join(folder, name), { force: true })
  }
  if (total <= maxBytes) return total
  entries.sort((a, b) => a.mtimeMs - b.mtimeMs)
  for (const { name, size } of entries) {
    if (total <= maxBytes * KEPT_SHARE) break
    rmSync(join(folder, name), { force: true })
    total -= size
  }
  return total
}

function statOrNull(path: string): { size: number; mtimeMs: number } | null {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? null : { size: found.size, mtimeMs: found.mtimeMs }
}
