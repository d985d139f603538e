import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'

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

function stateFolder({ XDG_STATE_HOME: xdg, LOCALAPPDATA: local }: NodeJS.ProcessEnv): string | null {
  if (process.platform === 'win32' && local) return join(local, 'debugin')
  // The specification of the variable says to ignore relative paths in it.
  if (xdg?.startsWith('/')) return join(xdg, 'debugin')
  try {
    const home = homedir()
    const parts = process.platform === 'darwin' ? ['Library', 'Application Support'] : ['.local', 'state']
    return join(home, ...parts, 'debugin')
  } catch {
    return null
  }
}
