import { homedir } from 'node:os'
import { join } from 'node:path'

/** A folder for this user alone, where the platform keeps what can be made again; null where the user has no home. */
export function defaultCacheFolder(env: NodeJS.ProcessEnv): string | null {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env
  if (process.platform === 'win32' && local) return join(local, 'debugin', 'cache')
  // The specification of the variable says to ignore relative paths in it.
  if (xdg?.startsWith('/')) return join(xdg, 'debugin')
  const home = homeFolder()
  if (home === null) return null
  return process.platform === 'darwin' ? join(home, 'Library', 'Caches', 'debugin') : join(home, '.cache', 'debugin')
}

function homeFolder(): string | null {
  try {
    return homedir()
  } catch {
    return null
  }
}
