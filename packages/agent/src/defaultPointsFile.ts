import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { stateFolder } from './stateFolder'

/**
 * The file that keeps the points of a program for its next start: one for each root and main script, where the platform
 * keeps what a user's programs remember; null where the user has no home.
 */
export function defaultPointsFile(env: NodeJS.ProcessEnv, root: string, script: string): string | null {
  const folder = stateFolder(env)
  if (folder === null) return null
  const hash = createHash('sha256').update(`${root}\0${script}`).digest('hex').slice(0, 16)
  return join(folder, 'points', `${basename(root).replace(/[^\w.-]/g, '_')}-${hash}.json`)
}
