import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { treeFiles, type WrittenProbes } from '../../link/treeFolder'
import type { ProbesFileEntry } from '../points/probesFile'
import type { SavedPoint } from '../points/savedPoint'
import type { SavedCounts } from '../threads/countSums'
import type { ApiAccess } from './desk'

/** The points as they are written down for those who come, and for the next owner. */
export interface SavedPoints extends WrittenProbes {
  /** How the control API is reached, its token included: the folder is for this user alone. Null: not known. */
  access: ApiAccess | null
  points: SavedPoint[]
  /** Which of them come from the file of probes. */
  probesFile: ProbesFileEntry[]
}

/** Milliseconds between two writings of counts. What processes that have ended counted since the last one goes with the owner. */
const COUNTS_MS = 1000

/** Writes points and counts into the folder of the tree. A disk that fails is no reason to fail. */
export class Replica {
  /** When the last writing of points ended, and how long it took. */
  private writtenAt = 0
  private tookMs = 0
  private pointsTimer: NodeJS.Timeout | null = null
  private countsTimer: NodeJS.Timeout | null = null

  constructor(
    private readonly folder: string,
    private readonly points: () => SavedPoints,
    private readonly counts: () => SavedCounts,
  ) {}

  /**
   * Points have changed. They are written at once, for a child that starts the next moment; but where many change, no
   * more than half of the time goes into it.
   */
  notePoints(): void {
    if (this.pointsTimer !== null) return
    const pauseMs = this.writtenAt + this.tookMs - performance.now()
    if (pauseMs <= 0) this.writePoints()
    else this.pointsTimer = setTimeout(() => this.writePoints(), pauseMs).unref()
  }

  noteCounts(): void {
    this.countsTimer ??= setTimeout(() => this.writeCounts(), COUNTS_MS).unref()
  }

  /** Writes what has changed. */
  finish(): void {
    this.writePoints()
    this.writeCounts()
  }

  private writePoints(): void {
    if (this.pointsTimer !== null) clearTimeout(this.pointsTimer)
    this.pointsTimer = null
    const startedAt = performance.now()
    write(treeFiles.points(this.folder), this.points())
    this.writtenAt = performance.now()
    this.tookMs = this.writtenAt - startedAt
  }

  private writeCounts(): void {
    if (this.countsTimer !== null) clearTimeout(this.countsTimer)
    this.countsTimer = null
    write(treeFiles.counts(this.folder), this.counts())
  }
}

/** What the owner before has written down. */
export function readReplica(folder: string): { saved: SavedPoints; counts: SavedCounts } {
  return {
    saved: read(treeFiles.points(folder)) ?? { access: null, loaded: false, probesFile: [], points: [], probes: [] },
    counts: read(treeFiles.counts(folder)) ?? [],
  }
}

/** Whoever reads finds the whole file, old or new. */
function write(path: string, content: unknown): void {
  try {
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(content), { mode: 0o600 })
    renameSync(`${path}.${process.pid}`, path)
  } catch {
    // The next owner knows less.
  }
}

function read<Content>(path: string): Content | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Content
  } catch {
    return null
  }
}
