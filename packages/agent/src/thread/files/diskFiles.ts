import { readdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { endsWithSegments, fromRoot, normalPath } from './paths'

/** Folders that hold no code of the program. */
const PASSED_OVER = new Set(['node_modules', '.git', '.hg', '.svn', 'coverage'])

/** Entries that one search looks at; a program's own code is far below it. */
const MOST_ENTRIES = 50_000

/** Milliseconds that the list of them may be old. */
const LONGEST_MS = 3000

const CODE = /\.[cm]?[jt]sx?$/

/**
 * Files under the roots that a path can mean, absolute and with `/`; links are followed, as Node does. A file that the
 * path names from a root is meant, whatever else ends in it.
 */
export function findOnDisk(roots: readonly string[], asked: string): string[] {
  const exact = roots.map((root) => ({ root, path: fromRoot(root, asked) })).filter(({ path }) => isFile(path))
  const below = exact.filter(({ root, path }) => isBelow(root, path)).map(({ path }) => normalPath(realpathSync(path)))
  if (exact.length > 0) return [...new Set(below)]
  const suffix = normalPath(asked)
  return [...new Set(roots.flatMap((root) => codeBelow(root).filter((path) => endsWithSegments(path, suffix))))]
}

/** The last walk, which stays good for some time: many calls may ask for files that there are not. */
let last: { root: string; files: string[]; until: number } | null = null

/** Every file of code below a folder, as far as one search goes; files that came in the last moment may be missing. */
export function codeBelow(root: string): readonly string[] {
  const began = performance.now()
  if (last?.root === root && began < last.until) return last.files
  const files = [...walk(root)]
  const ended = performance.now()
  // Walking takes a tenth of the time at most.
  last = { root, files, until: ended + Math.min((ended - began) * 9, LONGEST_MS) }
  return files
}

function* walk(root: string): Generator<string> {
  const folders = [root]
  let looked = 0
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(folder)) {
      if (++looked > MOST_ENTRIES) return
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (!PASSED_OVER.has(entry.name)) folders.push(path)
      } else if (CODE.test(entry.name)) yield normalPath(path)
    }
  }
}

function entriesOf(folder: string): ReturnType<typeof readFolder> {
  try {
    return readFolder(folder)
  } catch {
    return []
  }
}

function readFolder(folder: string) {
  return readdirSync(folder, { withFileTypes: true })
}

/** Under the root itself, or by a link under it. */
function isBelow(root: string, path: string): boolean {
  const start = `${normalPath(root)}/`
  return path.startsWith(start) || normalPath(realpathSync(path)).startsWith(start)
}

/** A path can be longer than any file's, or lead through a folder that is not ours to read. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}
