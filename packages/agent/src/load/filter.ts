import { extname, isAbsolute, join, relative, sep } from 'node:path'
import { markOf } from '@debugin/compiler/marks'
import { distFolder } from './distFolder'
import { createPackageMatcher, packageInPath } from './packages'
import { loadPicomatch } from './picomatch'

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

/** The built files of the agent and of what it calls while it works: a hit in them would hit itself. */
const OWN_PACKAGES = ['agent', 'runtime', 'compiler', 'expression', 'protocol']

/** Where they lie beside each other, without asking Node for each of them when a program starts. */
const OWN_FOLDERS = OWN_PACKAGES.map((name) => join(distFolder, '..', '..', name, 'dist') + sep)

/** Where a package manager puts each into a place of its own. */
const OWN_INSTALLED = new RegExp(
  `[\\\\/]node_modules[\\\\/]@debugin[\\\\/](?:${OWN_PACKAGES.join('|')})[\\\\/]dist[\\\\/]`,
)

/** What matches every path. */
const EVERYTHING = '**'

/** Whether a path is one of the agent's own files. */
export function isOwnFile(path: string): boolean {
  return OWN_FOLDERS.some((folder) => path.startsWith(folder)) || OWN_INSTALLED.test(path)
}

export function createFileFilter({ root, include, exclude, includePackages }: FileSelection): FileFilter {
  const included = matcher(include)
  // Whoever names packages means them; `**` names none.
  const includedInPackages = matcher(include.filter((glob) => glob.includes('node_modules')))
  const excluded = matcher(exclude)
  const isNamed = createPackageMatcher(includePackages)
  const names = matcher(include.filter((glob) => glob !== EVERYTHING && !loadPicomatch().scan(glob).isGlob))
  const filter = (path: string, readText?: () => string): string | null => {
    if (isOwnFile(path)) return OWN_FILE
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
  const matchAbsolute = matchAny(absolute)
  const matchInRoot = matchAny(others)
  const slashes = (path: string) => (sep === '/' ? path : path.replaceAll(sep, '/'))
  return (path, inRoot) => matchAbsolute(slashes(path)) || (inRoot !== null && matchInRoot(slashes(inRoot)))
}

function matchAny(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false
  return globs.includes(EVERYTHING) ? () => true : loadPicomatch()([...globs], { dot: true })
}
