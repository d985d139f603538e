import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where a sink keeps its events when nobody says otherwise: a file for each port, in the folder that the platform has
 * for the data of this user.
 *
 * @returns null where the user has no such folder
 */
export function defaultStorePath(port: number, env: NodeJS.ProcessEnv): string | null {
  const folder = dataFolder(env)
  return folder === null ? null : join(folder, `sink-${port}.db`)
}

function dataFolder({ XDG_DATA_HOME: xdg, LOCALAPPDATA: local }: NodeJS.ProcessEnv): string | null {
  if (process.platform === 'win32' && local) return join(local, 'debugin', 'data')
  // The specification of the variable says to ignore relative paths in it.
  if (xdg?.startsWith('/')) return join(xdg, 'debugin')
  const home = homeFolder()
  if (home === null) return null
  const parts = process.platform === 'darwin' ? ['Library', 'Application Support'] : ['.local', 'share']
  return join(home, ...parts, 'debugin')
}

function homeFolder(): string | null {
  try {
    return homedir() || null
  } catch {
    return null
  }
}
