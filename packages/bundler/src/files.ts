import { isAbsolute, relative } from 'node:path'
import picomatch from 'picomatch'
import type { ResolvedBuildOptions } from './options'

/** What bundlers call a module of code; what plugins make up begins with a NUL, and a query asks for something else. */
export const CODE = /^[^\0?]+\.[cm]?[jt]sx?$/

/** Gives the name under which a woven file is known, or null for one that is not woven. */
export type NameFile = (id: string) => string | null

/**
 * Files are named from the root, with `/`: a bundle may run in another place than where it was built.
 */
export function createNameFile({ root, include, exclude }: ResolvedBuildOptions): NameFile {
  const included = include === null ? () => true : matcher(include)
  const excluded = matcher(exclude)
  return (id) => {
    if (!CODE.test(id) || !isAbsolute(id)) return null
    const path = slashes(id)
    const name = slashes(relative(root, id))
    return excluded(path, name) || !included(path, name) ? null : name
  }
}

/** Matches absolute globs against the path, and others against the path from the root, or against it all outside. */
function matcher(globs: readonly string[]): (path: string, name: string) => boolean {
  const absolute = picomatch(
    globs.filter((glob) => glob.startsWith('/') || isAbsolute(glob)),
    { dot: true },
  )
  const others = picomatch(
    globs.filter((glob) => !glob.startsWith('/') && !isAbsolute(glob)),
    { dot: true },
  )
  return (path, name) => absolute(path) || others(name.replace(/^(?:\.\.\/)+/, ''))
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/')
}
