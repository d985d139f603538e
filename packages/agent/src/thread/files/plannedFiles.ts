import { readFileSync, statSync } from 'node:fs'
import type { SiteTable } from '@debugin/protocol'
import { loadCompiler } from '../../load/compiler'
import type { FileFilter } from '../../load/filter'
import { refusalByText } from '../../load/weaveFile'

/** What weaving would make of a file that has not run: its places, or why it has none. */
export interface PlannedFile {
  table: SiteTable | null
  refused: string | null
  skipped: { line: number; reason: string }[]
}

/** Files that are remembered; the one asked for longest ago goes first. */
const MOST_FILES = 32

interface Remembered {
  mtimeMs: number
  size: number
  planned: PlannedFile
}

const remembered = new Map<string, Remembered>()

/**
 * Plans a file as it is on disk now. Many points may be set on one file before it runs, so the last files are kept until
 * they change.
 *
 * @throws Error where the file cannot be read
 */
export function planFile(path: string, filter: FileFilter): PlannedFile {
  const { mtimeMs, size } = statSync(path)
  const known = remembered.get(path)
  remembered.delete(path)
  const planned = known?.mtimeMs === mtimeMs && known.size === size ? known.planned : plan(path, filter)
  remembered.set(path, { mtimeMs, size, planned })
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MOST_FILES) break
    remembered.delete(oldest)
  }
  return planned
}

/** Where Node has not decided whether a file is a module, it is one when it does not parse as CommonJS. */
function plan(path: string, filter: FileFilter): PlannedFile {
  const { instrument } = loadCompiler()
  const source = readFileSync(path, 'utf8')
  const left = refusalByText(path, source, filter.names(path))
  if (left !== null) return { table: null, refused: left, skipped: [{ line: 1, reason: left }] }
  let planned: PlannedFile = { table: null, refused: null, skipped: [] }
  for (const sourceType of ['commonjs', 'module'] as const) {
    const { sites, skipped } = instrument(source, { file: path, sourceType, inputMap: false })
    if (sites !== null) return { table: sites, refused: null, skipped }
    planned = { table: null, refused: skipped[0]?.reason ?? null, skipped }
  }
  return planned
}
