import { dirname, isAbsolute, relative, sep } from 'node:path'
import picomatch from 'picomatch'

/** Why a file is left as it is; null where it is woven. */
export type FileFilter = (path: string) => string | null

/** The reason for files of the agent. */
export const OWN_FILE = 'it belongs to the agent'

/**
 * @param root absolute path; relative globs start here, and what is not below it is left out unless an absolute glob
 *   includes it
 */
export function createFileFilter(root: string, include: readonly string[], exclude: readonly string[]): FileFilter {
  const own = ownFolders()
  const included = matcher(include)
  const excluded = matcher(exclude)
  return (path) => {
    if (own.some((folder) => path.startsWith(folder))) return OWN_FILE
    const inRoot = relative(root, path)
    const below = inRoot !== '' && !inRoot.startsWith('..') && !isAbsolute(inRoot)
    if (excluded(path, below ? inRoot : null)) return 'it is excluded'
    if (included(path, below ? inRoot : null)) return null
    return below ? 'it is not included' : 'it is outside the root'
  }
}

/** Matches absolute globs against the path, and others against the path from the root. */
function matcher(globs: readonly string[]): (path: string, inRoot: string | null) => boolean {
  const absolute = globs.filter((glob) => isAbsolute(glob) || glob.startsWith('/'))
  const others = globs.filter((glob) => !absolute.includes(glob))
  const matchAbsolute = absolute.length === 0 ? () => false : picomatch(absolute, { dot: true })
  const matchInRoot = others.length === 0 ? () => false : picomatch(others, { dot: true })
  const slashes = (path: string) => path.split(sep).join('/')
  return (path, inRoot) => matchAbsolute(slashes(path)) || (inRoot !== null && matchInRoot(slashes(inRoot)))
}

/** The built files of the agent and of what it calls while it works: a hit in them would hit itself. */
function ownFolders(): string[] {
  const packages = ['@debugin/runtime', '@debugin/compiler', '@debugin/expression', '@debugin/protocol']
  return [dirname(__dirname), ...packages.map((name) => dirname(require.resolve(name)))].map((folder) => folder + sep)
}
