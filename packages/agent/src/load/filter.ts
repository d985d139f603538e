import { dirname, extname, isAbsolute, relative, sep } from 'node:path'
import { markOf } from '@debugin/compiler/marks'
import picomatch from 'picomatch'
import { createPackageMatcher, packageInPath } from './packages'

/** Which files a person wants woven; see the options of the same names. */
export interface FileSelection {
  /** Absolute; relative globs start here, and what is not below it is left out unless an absolute glob includes it. */
  root: string
  include: readonly string[]
  exclude: readonly string[]
  includePackages: readonly string[]
}

/** The reason for files of the agent. */
export const OWN_FILE = 'it belongs to the agent'

/**
 * Why a file is left as it is, as far as its path says; null where it is woven.
 *
 * @param readText gives the text of the file, where that is at hand: a comment in it may include it
 */
export interface FileFilter {
  (path: string, readText?: () => string): string | null
  /** Whether a glob without wildcards includes this very file: then it is woven even where it looks minified. */
  names(path: string): boolean
}

/** What can be loaded and is no code that could be woven. */
const NO_CODE: ReadonlyMap<string, string> = new Map([
  ['.json', 'it is JSON'],
  ['.node', 'it is a native addon'],
  ['.wasm', 'it is WebAssembly'],
])

/** Whether a path is one of the agent's own files. */
export function isOwnFile(path: string): boolean {
  return ownFolders().some((folder) => path.startsWith(folder))
}

export function createFileFilter({ root, include, exclude, includePackages }: FileSelection): FileFilter {
  const own = ownFolders()
  const included = matcher(include)
  // Whoever names packages means them; `**` names none.
  const includedInPackages = matcher(include.filter((glob) => glob.includes('node_modules')))
  const excluded = matcher(exclude)
  const isNamed = createPackageMatcher(includePackages)
  const names = matcher(include.filter((glob) => !picomatch.scan(glob).isGlob))
  const filter = (path: string, readText?: () => string): string | null => {
    if (own.some((folder) => path.startsWith(folder))) return OWN_FILE
    const noCode = NO_CODE.get(extname(path))
    if (noCode !== undefined) return noCode
    const inRoot = pathBelow(root, path)
    const inPackage = packageInPath(inRoot ?? path)
    const reason = reasonOf(path, inRoot, inPackage)
    // A package has no say in whether a program that uses it weaves it.
    if (reason === null || inRoot === null || inPackage !== null) return reason
    return readText !== undefined && markOf(readText())?.kind === 'include' ? null : reason
  }
  return Object.assign(filter, { names: (path: string) => names(path, pathBelow(root, path)) })

  function reasonOf(path: string, inRoot: string | null, inPackage: string | null): string | null {
    if (excluded(path, inRoot)) return 'it is excluded'
    if (isNamed(path, inPackage, inRoot !== null)) return null
    if (inPackage !== null) {
      return includedInPackages(path, inRoot) ? null : `it belongs to the package ${inPackage}, which is not included`
    }
    if (included(path, inRoot)) return null
    return inRoot === null ? 'it is outside the root' : 'it is not included'
  }
}

/** The path from a folder to a file below it; null for any other file. */
function pathBelow(folder: string, path: string): string | null {
  const way = relative(folder, path)
  return way === '' || way.startsWith('..') || isAbsolute(way) ? null : way
}

/** Matches absolute globs against the path, and others against the path from the root. */
function matcher(globs: readonly string[]): (path: string, inRoot: string | null) => boolean {
  const absolute = globs.filter((glob) => isAbsolute(glob) || glob.startsWith('/'))
  const others = globs.filter((glob) => !absolute.includes(glob))
  const matchAbsolute = absolute.length === 0 ? () => false : picomatch(absolute, { dot: true })
  const matchInRoot = others.length === 0 ? () => false : picomatch(others, { dot: true })
  const slashes = (path: string) => (sep === '/' ? path : path.replaceAll(sep, '/'))
  return (path, inRoot) => matchAbsolute(slashes(path)) || (inRoot !== null && matchInRoot(slashes(inRoot)))
}

/** The built files of the agent and of what it calls while it works: a hit in them would hit itself. */
function ownFolders(): string[] {
  const packages = ['@debugin/runtime', '@debugin/compiler', '@debugin/expression', '@debugin/protocol']
  return [dirname(__dirname), ...packages.map((name) => dirname(require.resolve(name)))].map((folder) => folder + sep)
}
