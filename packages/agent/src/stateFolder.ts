import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where the platform keeps what a user's programs remember; null where the user has no home. */
export function stateFolder({ XDG_STATE_HOME: xdg, LOCALAPPDATA: local }: NodeJS.ProcessEnv): string | null {
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
