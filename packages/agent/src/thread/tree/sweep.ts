import { readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isHeld, lastClaim } from './claims'

/** A tree in which nothing has changed for so long, and whose owner is dead, has nobody left. */
const DEAD_MS = 60_000

/** Removes what trees have left behind that were killed. */
export function sweepDeadTrees(own: string): void {
  try {
    const base = dirname(own)
    for (const name of readdirSync(base)) {
      const folder = join(base, name)
      if (folder !== own && isDead(folder)) rmSync(folder, { recursive: true, force: true })
    }
  } catch {
    // Somebody else sweeps at the same time.
  }
}

function isDead(folder: string): boolean {
  return Date.now() - statSync(folder).mtimeMs > DEAD_MS && !isHeld(folder, lastClaim(folder))
}
