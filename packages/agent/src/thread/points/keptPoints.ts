import { lstatSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { DebugInError, type PointType } from '@debugin/protocol'
import type { LastingPoint, PointBook } from './pointBook'
import { replaceFile } from './replaceFile'

/** What GET /health shows of the file. */
export interface KeptPointsState {
  path: string
  points: number
  /** What last went wrong with it. */
  error: string | null
}

/** Bits of a mode that let group and others write. */
const OTHERS_WRITE = 0o022

/** Writing may take half of the time at most, so that many points do not make each change slow. */
const LONGEST_REST_MS = 1000

const VERSION = 1

/** Keeps the points that were set through the control API in a file, for the next start of the program. */
export class KeptPoints {
  private points = 0
  private error: string | null = null
  private timer: NodeJS.Timeout | null = null
  private notBefore = 0

  constructor(
    private readonly path: string,
    private readonly book: PointBook,
    private readonly say: (message: string) => void,
  ) {}

  /**
   * Sets the points that the file keeps, and from then on writes every change of them. A file that cannot be read is set
   * aside; so is a copy of one with points that cannot be set any more.
   */
  restore(): void {
    const refused = reasonAgainst(this.path)
    if (refused !== null) {
      this.fail(`points are not kept: ${refused}`)
      return
    }
    const kept = this.readKept()
    const lost = this.setAll(kept)
    this.points = kept.length - lost.length
    if (lost.length > 0) {
      const aside = this.setAside()
      this.fail(`${lost.length} of ${kept.length} kept points cannot be set (${lost[0]}); the file is now ${aside}`)
      this.write()
    }
    this.book.onChange = () => this.note()
  }

  /** Goes on where another process has set the points. */
  goOn(): void {
    this.points = this.book.lasting('api').length
    this.book.onChange = () => this.note()
  }

  state(): KeptPointsState {
    return { path: this.path, points: this.points, error: this.error }
  }

  /** Writes what waits to be written. */
  flush(): void {
    if (this.timer === null) return
    clearTimeout(this.timer)
    this.write()
  }

  private note(): void {
    this.timer ??= setTimeout(() => this.write(), Math.max(0, this.notBefore - performance.now())).unref()
  }

  private write(): void {
    this.timer = null
    const began = performance.now()
    const points = this.book.lasting('api')
    try {
      const entries = points.map(({ id, type, created, body }) => ({ id, type, created, ...(body as object) }))
      replaceFile(this.path, `${JSON.stringify({ version: VERSION, points: entries }, null, 1)}\n`)
      this.points = points.length
      this.error = null
    } catch (error) {
      this.fail(`points cannot be kept in ${this.path}: ${(error as Error).message}`)
    }
    const ended = performance.now()
    this.notBefore = ended + Math.min(ended - began, LONGEST_REST_MS)
  }

  /** Points may wait for one another, so each is tried until no more can be set; gives the reasons of those left. */
  private setAll(points: readonly LastingPoint[]): string[] {
    let left = points.map((point) => ({ point, reason: '' }))
    for (let before = Number.POSITIVE_INFINITY; left.length > 0 && left.length < before; ) {
      before = left.length
      left = left.flatMap(({ point }) => {
        try {
          this.book.swap([], [point], 'api', (error) => error)
          return []
        } catch (error) {
          return [{ point, reason: (error as Error).message }]
        }
      })
    }
    return left.map(({ reason }) => reason)
  }

  private readKept(): LastingPoint[] {
    try {
      return parseKept(readFileSync(this.path, 'utf8'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      const aside = this.setAside()
      this.fail(
        `the kept points in ${this.path} cannot be read (${(error as Error).message}); the file is now ${aside}`,
      )
      return []
    }
  }

  private setAside(): string {
    const aside = `${this.path}.${new Date().toISOString().replaceAll(':', '-')}`
    try {
      renameSync(this.path, aside)
      return aside
    } catch (error) {
      return `where it was: ${(error as Error).message}`
    }
  }

  private fail(message: string): void {
    if (message !== this.error) this.say(message)
    this.error = message
  }
}

/** What is read becomes points of the program, so nobody else may write it. */
function reasonAgainst(path: string): string | null {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (found === undefined) return null
    if (!found.isFile()) return `${path} is no file`
    const user = process.geteuid?.()
    if (user === undefined) return null
    if (found.uid !== user) return `${path} belongs to another user (uid ${found.uid}, this process runs as ${user})`
    return (found.mode & OTHERS_WRITE) === 0
      ? null
      : `${path} can be written to by others (mode ${(found.mode & 0o777).toString(8)}); chmod 600 makes it private`
  } catch (error) {
    return (error as Error).message
  }
}

/** @throws Error that says what is wrong with the text */
function parseKept(text: string): LastingPoint[] {
  const { version, points } = JSON.parse(text) as { version?: unknown; points?: unknown }
  if (version !== VERSION) throw new DebugInError('INVALID_OPTION', `its version is ${JSON.stringify(version)}`)
  if (!Array.isArray(points)) throw new DebugInError('INVALID_OPTION', 'it holds no array of points')
  return points.map((entry: unknown, index) => {
    const { id, type, created, ...body } = entry as { id: unknown; type: unknown; created: unknown }
    const date = new Date(String(created))
    if (!isId(id) || !isType(type) || Number.isNaN(date.getTime())) {
      throw new DebugInError('INVALID_OPTION', `point ${index} has no id, type or time`)
    }
    return { id, type, created: date, body }
  })
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)
}

function isType(type: unknown): type is PointType {
  return type === 'tracepoint' || type === 'logpoint' || type === 'metricpoint'
}
