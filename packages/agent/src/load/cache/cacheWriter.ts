import { openPrivateFolder } from '../../privateFolder'
import { codeCacheFolder } from '../codeCache'
import type { WeaveReport } from '../weaveFile'
import { encodeEntry } from './entry'
import { evictCode, evictEntries } from './evict'
import { writeEntry } from './writeEntry'

/** What all entries together may take; about a million lines of program. */
const MAX_BYTES = 256 * 1024 * 1024

/** A file that was just woven, to be kept under its key. */
export interface FreshEntry {
  key: string
  code: string
}

/** What /health tells of the cache. */
export interface CacheState {
  /** Null where nothing is kept. */
  folder: string | null
  /** Why nothing is kept; null where it is. */
  refused: string | null
  /** Files that this program found in it, and files that it put there. */
  read: number
  written: number
}

/** Keeps what the program's threads weave, in the agent's thread: the program does not wait for the disk. */
export class CacheWriter {
  readonly state: CacheState
  /** Bytes that all entries take; unknown until they are first counted, and from then on only this process's share. */
  private total: number | null = null

  constructor(
    path: string | null,
    private readonly log: (message: string) => void,
    private readonly maxBytes = MAX_BYTES,
  ) {
    const { path: folder, refused } = openPrivateFolder(path)
    this.state = { folder, refused, read: 0, written: 0 }
    if (refused !== null) log(`woven files are not kept: ${refused}`)
  }

  /** @param fresh null: the file came out of the cache, or cannot be kept */
  note(report: WeaveReport, fresh: FreshEntry | null): void {
    const { folder } = this.state
    if (report.kept) this.state.read++
    if (fresh === null || folder === null) return
    try {
      const entry = encodeEntry(fresh.key, { code: fresh.code, report })
      this.total ??= this.count(folder)
      writeEntry(folder, fresh.key, entry)
      this.state.written++
      this.total += entry.length
      if (this.total > this.maxBytes) this.total = evictEntries(folder, this.maxBytes)
    } catch (error) {
      this.stop((error as Error).message)
    }
  }

  private count(folder: string): number {
    evictCode(codeCacheFolder(folder), this.maxBytes)
    return evictEntries(folder, this.maxBytes)
  }

  /** A disk that fails once is left alone. */
  private stop(reason: string): void {
    Object.assign(this.state, { folder: null, refused: reason })
    this.log(`woven files are no longer kept: ${reason}`)
  }
}
