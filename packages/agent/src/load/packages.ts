import { dirname } from 'node:path'
import { packageAbove } from '../packageAbove'
import { loadPicomatch } from './picomatch'

/** A file in `node_modules`, its package being the innermost; pnpm's store is made the same way. */
const IN_PACKAGE = /^.*(?:^|[\\/])node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/s

/** The name of the package in whose folder of `node_modules` a file lies; null for a file in none. */
export function packageInPath(path: string): string | null {
  return IN_PACKAGE.exec(path)?.[1]?.replace('\\', '/') ?? null
}

/**
 * Whether a file belongs to one of the packages, wherever it lies: in any `node_modules`, or in a folder that is linked
 * there, as those of a workspace are, whose files Node loads by their real paths.
 *
 * @param names of packages; `*` stands for any letters, so that `@nestjs/*` names a scope and `*` every package
 */
export function createPackageMatcher(
  names: readonly string[],
): (path: string, inPackage: string | null, belowRoot: boolean) => boolean {
  if (names.length === 0) return () => false
  const matches = loadPicomatch()([...names], { bash: true })
  const linked = new Map<string, boolean>()
  return (path, inPackage, belowRoot) =>
    inPackage === null ? !belowRoot && isLinked(dirname(path)) : matches(inPackage)

  function isLinked(folder: string): boolean {
    const known = linked.get(folder)
    if (known !== undefined) return known
    const name = nameAbove(folder)
    const answer = name !== null && matches(name)
    linked.set(folder, answer)
    return answer
  }
}

/** The name of the package around a folder; a package.json that only says `type` is inside one. */
function nameAbove(folder: string): string | null {
  const found = packageAbove(folder)
  if (found === null) return null
  const above = dirname(found.folder)
  return found.name ?? (above === found.folder ? null : nameAbove(above))
}
