import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { inlineMap, parseMap, sourceMappingUrl } from '@debugin/compiler/inputMap'
import { isWoven } from '@debugin/compiler/isWoven'
import type { StackFrame } from '@debugin/protocol'
import { AnyMap, originalPositionFor, type SourceMapInput, type TraceMap } from '@jridgewell/trace-mapping'
import { originalPath } from '../../link/originalPath'
import type { WeaveReport } from '../../load/weaveFile'
import type { KnownFiles } from '../files/knownFiles'
import { normalPath } from '../files/paths'
import { BuiltGates } from './builtGates'
import { isSourceOf, type Origin, WovenPositions } from './wovenPositions'

/** A file's text as far as positions in it are concerned. */
interface Positions {
  woven: WovenPositions | null
  /** Where it was woven before it was built. */
  built: BuiltGates | null
  map: TraceMap | null
  /** What runs is not what is on disk: a test runner, say, has compiled it in memory. */
  unseen: boolean
}

/** How many files' positions are kept. */
const KEPT = 200

/**
 * Brings frames of a stack to their original files. A call of a function with an open gate has two frames, the
 * function's own and its twin's; they become one. Where nobody can tell the original line, there is none.
 */
export class OriginalFrames {
  private readonly files = new Map<string, Positions>()

  /** @param root what builds call the project's folder; see `originalPath` */
  constructor(
    private readonly known: KnownFiles,
    private readonly root: string,
  ) {}

  translate(frames: readonly StackFrame[]): StackFrame[] {
    const translated: StackFrame[] = []
    for (const frame of frames) {
      const { shown, gate } = this.frame(frame)
      // The innermost frame stands in a stub itself.
      const twin = translated.at(-1)
      if (gate && twin !== undefined) {
        Object.assign(twin, { function: shown.function, method: shown.method, className: shown.className })
      } else {
        translated.push(shown)
      }
    }
    return translated
  }

  /** `gate`: the frame is that of a function that has called its twin. */
  private frame(frame: StackFrame): { shown: StackFrame; gate: boolean } {
    const { file, line, column } = frame
    if (file === null || line === null || file.startsWith('node:')) return { shown: frame, gate: false }
    if (this.positionsOf(normalPath(file)).unseen) return { shown: { ...frame, line: null, column: null }, gate: false }
    const { gate, ...place } = this.originOf(file, line, column ?? 0)
    return { shown: { ...frame, ...place }, gate }
  }

  /**
   * Where a place of a woven file came from.
   *
   * @param line 1-based
   * @param column 0-based
   * @returns the same; `gate`: it is where a function calls its twin
   */
  originOf(file: string, line: number, column: number): { file: string; line: number; column: number; gate: boolean } {
    const path = normalPath(file)
    const { woven, built, map } = this.positionsOf(path)
    const origin: Origin = woven?.originOf({ line, column }) ?? { line, column, inserted: false }
    const gate = origin.inserted || built?.isGate(line, column) === true
    const original = map === null ? null : originalPositionFor(map, { line: origin.line, column: origin.column })
    if (original === null || original.source === null) {
      return { file: path, line: origin.line, column: origin.column, gate }
    }
    return { file: originalPath(this.root, original.source), line: original.line, column: original.column, gate }
  }

  private positionsOf(path: string): Positions {
    const known = this.files.get(path)
    if (known !== undefined) return known
    const positions = this.readPositions(path)
    if (this.files.size >= KEPT) this.files.delete(this.files.keys().next().value as string)
    this.files.set(path, positions)
    return positions
  }

  private readPositions(path: string): Positions {
    const report = this.known.reportOf(path)
    const source = sourceOf(path, report?.refused === null ? report : undefined)
    if (source === null) return { woven: null, built: null, map: null, unseen: false }
    const woven = report !== undefined && report.refused === null && isSourceOf(report, source)
    const built = isWoven(source)
    return {
      woven: woven ? new WovenPositions(source, report.record) : null,
      built: built ? new BuiltGates(source) : null,
      map: readMap(path, source),
      unseen: !woven && !built && this.known.runsWoven(path),
    }
  }
}

/** The text that runs, before it was woven: what is on disk, or what a compiler made of it while it was loaded. */
function sourceOf(path: string, report: WeaveReport | undefined): string | null {
  if (report !== undefined && report.text !== null) return report.text.replace(/^\ufeff/, '')
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  } catch {
    return null
  }
}

function readMap(path: string, source: string): TraceMap | null {
  const found = sourceMappingUrl(source)
  if (found === null) return null
  try {
    const map = found.url.startsWith('data:')
      ? inlineMap(source)
      : parseMap(readFileSync(resolve(dirname(path), decodeURI(found.url)), 'utf8'))
    return map === null ? null : (new AnyMap(map as SourceMapInput, path) as TraceMap)
  } catch {
    return null
  }
}
