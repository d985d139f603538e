import { readFileSync } from 'node:fs'
import { DebugInError, type LinesOf, type SiteTable } from '@debugin/protocol'
import { nearestName } from '@debugin/protocol/checks'
import { findProbeSites, type SiteRequest } from '../../link/probeSites'
import type { FileFilter } from '../../load/filter'
import { codeBelow, findOnDisk } from '../files/diskFiles'
import type { KnownFile, KnownFiles } from '../files/knownFiles'

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
  root: string
  known: KnownFiles
  filter: FileFilter
}

/**
 * Finds the file and the line of a point.
 *
 * @throws DebugInError FILE_NOT_FOUND, FILE_AMBIGUOUS or INVALID_LINE, each with the nearest names or lines
 */
export function findTarget(settings: SiteRequest, places: Places): Target {
  const running = places.known.find(settings.file)
  if (running.length > 1)
    throw ambiguous(
      settings.file,
      running.map(({ path }) => path),
    )
  const [found] = running
  if (found !== undefined)
    return { file: found.path, line: lineIn(found, settings, places), loaded: true, refusal: null }
  const onDisk = findOnDisk(places.root, settings.file)
  if (onDisk.length > 1) throw ambiguous(settings.file, onDisk)
  const [file] = onDisk
  if (file === undefined) throw notFound(settings.file, places)
  const refusal = places.known.refusal(file) ?? places.filter(file) ?? checkLineOnDisk(file, settings)
  return { file, line: null, loaded: false, refusal }
}

function lineIn(found: KnownFile, settings: SiteRequest, { known }: Places): number {
  return siteLine(known.table(found.running), found.lines, found.path, settings)
}

/**
 * A file that is not loaded is read and planned, so that a wrong line is known now and not when it is too late.
 *
 * @returns why no line of it can hold a probe, or null
 */
function checkLineOnDisk(file: string, settings: SiteRequest): string | null {
  const { instrument } = require('@debugin/compiler') as typeof import('@debugin/compiler')
  const source = readFileSync(file, 'utf8')
  let refusal: string | null = null
  for (const sourceType of ['commonjs', 'module'] as const) {
    const { sites, skipped } = instrument(source, { file, sourceType, inputMap: false })
    if (sites !== null) {
      siteLine(sites, { source: 0 }, file, settings)
      return null
    }
    refusal = skipped[0]?.reason ?? null
  }
  return refusal
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
    { field: 'file', value: file, candidates },
  )
}

function notFound(file: string, { root, known }: Places): DebugInError {
  const paths = [...known.paths(), ...codeBelow(root)]
  const names = new Map(paths.map((path) => [nameOf(path), path]))
  const nearest = names.size === 0 ? null : (names.get(nearestName(nameOf(file), [...names.keys()])) ?? null)
  const hint = nearest === null ? '' : `; the nearest name is ${nearest}`
  return new DebugInError('FILE_NOT_FOUND', `there is no file "${file}" in the program or under ${root}${hint}`, {
    field: 'file',
    value: file,
    nearest: nearest === null ? [] : [nearest],
  })
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) as string
}
