import { type LinesOf, type SiteTable, unpackSiteTable } from '@debugin/protocol'
import { linesOfPath } from '../../link/linesOfPath'
import type { RunningFile } from '../../link/messages'
import { type FileFilter, OWN_FILE } from '../../load/filter'
import type { WeaveReport } from '../../load/weaveFile'
import type { FileNews } from '../tree/desk'
import { endsWithSegments, fromRoot, normalPath } from './paths'

/** A file that a caller may name: a woven file, or an original file that one came from. */
export interface KnownFile {
  /** Absolute, with `/`. */
  path: string
  running: RunningFile
  /** How lines of this file are counted in the table. */
  lines: LinesOf
}

/** A file as GET /sources shows it. */
export interface SourceFile {
  /** Absolute, with `/`. */
  file: string
  status: 'woven' | 'skipped'
  /** Why it was skipped; null where it was woven. */
  reason: string | null
  /** Whether its code has begun to run. */
  running: boolean
  /** The original files that it was built from. */
  originals: string[]
  /** Places in it that cannot hold a probe although the file was woven. */
  skipped: { line: number; reason: string }[]
  /** It came out of the cache. */
  kept: boolean
}

/** All that this thread knows of the program's files. */
export class KnownFiles {
  private readonly files = new Map<string, KnownFile[]>()
  private readonly tables = new WeakMap<RunningFile, SiteTable>()
  private readonly reports = new Map<string, WeaveReport>()
  private readonly loadedBefore = new Set<string>()

  /** @param roots absolute; there may come more */
  constructor(private readonly roots: readonly string[]) {}

  noteWoven(report: WeaveReport): void {
    this.reports.set(normalPath(report.path), report)
  }

  noteLoadedBefore(paths: readonly string[]): void {
    for (const path of paths) this.loadedBefore.add(normalPath(path))
  }

  noteRunning(running: RunningFile): void {
    for (const path of new Set([running.path, ...running.sources].map(normalPath))) {
      this.add({ path, running, lines: linesOfPath(running, path) as LinesOf })
    }
  }

  private add(file: KnownFile): void {
    const known = this.files.get(file.path) ?? []
    // The same file that runs again in a newer version comes first.
    this.files.set(file.path, [file, ...known.filter(({ running }) => running.path !== file.running.path)])
  }

  /**
   * The files that a caller's path can mean. A path that is one file's path from the root means that file, whatever
   * else ends in it.
   */
  find(asked: string): KnownFile[] {
    for (const root of this.roots) {
      const exact = this.files.get(fromRoot(root, asked))
      if (exact !== undefined) return exact.slice(0, 1)
    }
    const suffix = normalPath(asked)
    return [...this.files.values()].flatMap((files) =>
      endsWithSegments((files[0] as KnownFile).path, suffix) ? (files[0] as KnownFile) : [],
    )
  }

  /** Every path that a caller may name. */
  paths(): string[] {
    return [...this.files.keys()]
  }

  reportOf(path: string): WeaveReport | undefined {
    return this.reports.get(path)
  }

  /** Whether a file has registered itself under a path, not one that was built from it. */
  runsWoven(path: string): boolean {
    return this.files.get(path)?.some(({ running }) => normalPath(running.path) === path) === true
  }

  /** Why no probe can stand in a file although the program runs it; null where nothing is known against it. */
  refusal(path: string): string | null {
    if (this.files.has(path)) return null
    const report = this.reports.get(path)
    if (report !== undefined && report.refused !== null) return report.refused
    if (this.loadedBefore.has(path)) return 'it was loaded before the agent started; start the program with the agent'
    return null
  }

  table(running: RunningFile): SiteTable {
    const known = this.tables.get(running)
    if (known !== undefined) return known
    const table = unpackSiteTable(running.packedTable, running.path, running.sources)
    this.tables.set(running, table)
    return table
  }

  /** Every file of the program that this thread has heard of, in the order of their paths. */
  sources(filter: FileFilter): SourceFile[] {
    const paths = new Set([...this.reports.keys(), ...this.loadedBefore])
    for (const files of this.files.values()) for (const { running } of files) paths.add(normalPath(running.path))
    return [...paths].sort().flatMap((path) => {
      // Had the agent been there, it would have passed over some of what was loaded before.
      const passedOver = this.loadedBefore.has(path) ? filter(path) : null
      return passedOver === OWN_FILE ? [] : this.describe(path, passedOver)
    })
  }

  private describe(path: string, passedOver: string | null): SourceFile {
    const report = this.reports.get(path)
    const running = this.files.get(path)?.find(({ running }) => normalPath(running.path) === path)?.running
    const reason = this.files.has(path) ? null : (passedOver ?? this.refusal(path))
    return {
      file: path,
      status: reason === null ? 'woven' : 'skipped',
      reason,
      running: running !== undefined,
      originals: (running?.sources ?? []).map(normalPath).filter((source) => source !== path),
      skipped: report?.refused === null ? report.skipped : [],
      kept: report?.kept ?? false,
    }
  }

  /** All of it, for another process. */
  news(): FileNews {
    const running = new Set([...this.files.values()].flatMap((files) => files.map((file) => file.running)))
    return {
      woven: [...this.reports.values()].map(({ record: _, ...news }) => news),
      running: [...running],
      loadedBefore: [...this.loadedBefore],
    }
  }

  /** How many files run woven, and which were left as they are. */
  counts(): { woven: number; skipped: { file: string; reason: string }[] } {
    const skipped = [...this.reports.values()].flatMap(({ path, refused }) =>
      refused === null ? [] : [{ file: path, reason: refused }],
    )
    return { woven: this.reports.size - skipped.length, skipped }
  }
}
