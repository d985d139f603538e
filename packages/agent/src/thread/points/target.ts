import { readFileSync } from 'node:fs'
import { DebugInError, type LinesOf, type SiteTable } from '@debugin/protocol'
import { nearestNames } from '@debugin/protocol/checks'
import { findProbeSites, type SiteRequest } from '../../link/probeSites'
import type { FileFilter } from '../../load/filter'
import { codeBelow, findOnDisk } from '../files/diskFiles'
import type { KnownFile, KnownFiles } from '../files/knownFiles'
import { planFile } from '../files/plannedFiles'

/** Files that an error names at most. */
const MOST_CANDIDATES = 100
const NEAREST = 3

/** Characters of a path that an error repeats. */
const LONGEST_SHOWN = 1000

/** Where a point stands, or will stand when its file is loaded. */
export interface Target {
  /** Absolute, with `/`. */
  file: string
  /** The line of the statement; null while the file is not loaded. */
  line: number | null
  loaded: boolean
  /** Why no probe can ever stand there; null where nothing is known against it. */
  refusal: string | null
}

/** What is needed to say where a point stands. */
export interface Places {
  /** Absolute. */
  roots: readonly string[]
  known: KnownFiles
  filter: FileFilter
}

/**
 * Finds the file and the line of a point.
 *
 * @throws DebugInError FILE_NOT_FOUND, FILE_AMBIGUOUS or INVALID_LINE, each with the nearest names or lines
 */
export function findTarget(settings: SiteRequest, places: Places): Target {
  const { file, running } = findFile(settings.file, places)
  if (running !== null) return { file, line: lineIn(running, settings, places), loaded: true, refusal: null }
  const refusal = refusalOf(file, places) ?? checkLineOnDisk(file, settings, places)
  return { file, line: null, loaded: false, refusal }
}

/** A file that a caller named; `running` is null while it is not loaded. */
export interface FoundFile {
  /** Absolute, with `/`. */
  file: string
  running: KnownFile | null
}

/**
 * Finds the file that a path means: absolute, from the root, or the last segments of one.
 *
 * @throws DebugInError FILE_NOT_FOUND or FILE_AMBIGUOUS, with the nearest names or the candidates
 */
export function findFile(asked: string, places: Places): FoundFile {
  const running = places.known.find(asked)
  if (running.length > 1) {
    const paths = running.map(({ path }) => path)
    throw ambiguous(asked, paths)
  }
  const [found] = running
  if (found !== undefined) return { file: found.path, running: found }
  const onDisk = findOnDisk(places.roots, asked)
  if (onDisk.length > 1) throw ambiguous(asked, onDisk)
  const [file] = onDisk
  if (file === undefined) throw notFound(asked, places)
  // Named by a link that leads to it, it may be running all the same.
  return { file, running: places.known.find(file)[0] ?? null }
}

/** Why a file that is not running, or not woven, can hold no probe; null where nothing is known against it. */
export function refusalOf(file: string, { known, filter }: Places): string | null {
  return known.refusal(file) ?? filter(file, () => readFileSync(file, 'utf8'))
}

function lineIn(found: KnownFile, settings: SiteRequest, { known }: Places): number {
  return siteLine(known.table(found.running), found.lines, found.path, settings)
}

/**
 * A file that is not loaded is read and planned, so that a wrong line is known now and not when it is too late.
 *
 * @returns why no line of it can hold a probe, or null
 */
function checkLineOnDisk(file: string, settings: SiteRequest, { filter }: Places): string | null {
  const { table, refused } = planFile(file, filter)
  if (table !== null) siteLine(table, { source: 0 }, file, settings)
  return refused
}

function siteLine(table: SiteTable, lines: LinesOf, file: string, settings: SiteRequest): number {
  const { hits, begins } = findProbeSites(table, lines, { ...settings, file })
  const { site } = settings.atEnd ? hits : (begins ?? hits)
  return lines === 'generated' ? site.generated.line : site.line
}

function ambiguous(file: string, candidates: string[]): DebugInError {
  return new DebugInError(
    'FILE_AMBIGUOUS',
    `"${file}" can mean ${candidates.length} files: ${candidates.slice(0, 5).join(', ')}; name more of its folders`,
    { field: 'file', value: file, candidates: candidates.slice(0, MOST_CANDIDATES) },
  )
}

function notFound(file: string, { roots, known }: Places): DebugInError {
  const paths = [...known.paths(), ...roots.flatMap(codeBelow)]
  const names = new Map(paths.map((path) => [nameOf(path), path]))
  const nearest = nearestNames(nameOf(file), [...names.keys()], NEAREST).map((name) => names.get(name) as string)
  const hint = nearest.length === 0 ? '' : `; the nearest name is ${nearest[0]}`
  return new DebugInError(
    'FILE_NOT_FOUND',
    `there is no file "${file.slice(0, LONGEST_SHOWN)}" in the program or under ${roots.join(' or ')}${hint}`,
    {
      field: 'file',
      value: file.slice(0, LONGEST_SHOWN),
      nearest,
    },
  )
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) as string
}
