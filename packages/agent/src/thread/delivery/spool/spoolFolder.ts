import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import type { ResolvedAgentOptions } from '../../../options'
import { openPrivateFolder } from '../../../privateFolder'
import { freeName, isLeft, ownName } from './owner'
import { Spool } from './spool'

/** What there is to say about where undelivered events wait. */
export interface SpoolState {
  /** Null: they wait in memory only. */
  folder: string | null
  /** Why they do, or why the disk takes none now. */
  problem: string | null
}

/**
 * The spools of one application and one output: this process's own, and those of others, some of which have ended and
 * left events behind.
 */
export class SpoolFolder {
  readonly state: SpoolState
  private readonly owned = new Map<Spool, string>()

  constructor(
    options: Pick<ResolvedAgentOptions, 'spoolDir' | 'spoolMaxBytes' | 'applicationName' | 'root'>,
    output: string,
  ) {
    this.maxBytes = options.spoolMaxBytes
    this.state = {
      folder: options.spoolDir === null ? null : join(options.spoolDir, applicationFolder(options), output),
      problem: options.spoolDir === null ? 'it is switched off' : null,
    }
  }

  /** Bytes that all spools of the application may take for this output. */
  readonly maxBytes: number

  /**
   * Makes a spool of this process's own.
   *
   * @throws Error that says why there is none
   */
  create(): Spool {
    const folder = this.open()
    if (folder === null) throw new Error(this.state.problem ?? 'there is no folder')
    const own = join(folder, ownName())
    mkdirSync(own, { mode: 0o700 })
    const spool = new Spool(own)
    this.owned.set(spool, own)
    return spool
  }

  /** Takes over what processes that have ended left behind. */
  adopt(): Spool[] {
    const { folder } = this.state
    if (folder === null || statOf(folder) === null || this.open() === null) return []
    return namesIn(folder).flatMap((name) => {
      const path = join(folder, name)
      if ([...this.owned.values()].includes(path) || !isLeft(name, statOf(path)?.mtimeMs ?? Date.now())) return []
      const own = join(folder, ownName())
      try {
        renameSync(path, own)
        const spool = Spool.open(own)
        if (spool.isEmpty) {
          spool.close()
          return []
        }
        this.owned.set(spool, own)
        return [spool]
      } catch {
        // Another process was quicker, or the disk does not let us.
        return []
      }
    })
  }

  /** Bytes of the spools of other processes. */
  foreignBytes(): number {
    const { folder } = this.state
    if (folder === null) return 0
    const own = [...this.owned.values()]
    let sum = 0
    for (const name of namesIn(folder)) {
      const path = join(folder, name)
      if (own.includes(path)) continue
      for (const file of namesIn(path)) sum += statOf(join(path, file))?.size ?? 0
    }
    return sum
  }

  /** Shows other hosts that this process still runs. */
  touch(): void {
    const now = new Date()
    for (const path of this.owned.values()) {
      try {
        utimesSync(path, now, now)
      } catch {}
    }
  }

  /** Lets go of a spool; whoever comes next may take what is left in it. */
  release(spool: Spool): void {
    const own = this.owned.get(spool)
    this.owned.delete(spool)
    spool.close()
    if (own === undefined || spool.isEmpty || this.state.folder === null) return
    try {
      renameSync(own, join(this.state.folder, freeName()))
    } catch {
      // Then it is taken over when this process has ended.
    }
  }

  private open(): string | null {
    if (this.state.folder === null) return null
    const { path, refused } = openPrivateFolder(this.state.folder)
    this.state.problem = refused
    return path
  }
}

/** An application without a name is one by the folder of its program. */
function applicationFolder({ applicationName, root }: Pick<ResolvedAgentOptions, 'applicationName' | 'root'>): string {
  const identity = applicationName === 'node' ? `${applicationName}\0${root}` : applicationName
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 12)
  return `${applicationName.replace(/[^\w.-]/g, '_').slice(0, 64)}-${hash}`
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function statOf(path: string): { size: number; mtimeMs: number } | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}
