import { readFileSync, statSync } from 'node:fs'
import { DebugInError, type PointType } from '@debugin/protocol'
import type { NewPoint, PointBook } from './pointBook'

/** Milliseconds between two looks at the file; an edit is applied when two of them find the same. */
const LOOK_MS = 200

/** A point of the file, by the text of its entry. */
export interface ProbesFileEntry {
  key: string
  id: string
}

/** What GET /health shows of the file. */
export interface ProbesFileState {
  path: string
  /** How many points came from it. */
  points: number
  /** When it was last read with success. */
  applied: string | null
  /** Why its last edit was not applied; the points of the one before stay. */
  error: string | null
}

/**
 * The points of a file: a JSON array of what POST /tracepoints, /logpoints and /metricpoints take, each with a `type` or,
 * by its fields, without one. All of them are set, or none. Entries that an edit leaves as they are keep their points.
 */
export class ProbesFile {
  private entries: ProbesFileEntry[] = []
  private applied: Date | null = null
  private error: string | null = null
  /** Size and times of the file as it was last read, and last seen. */
  private read: string | null = null
  private seen: string | null = null

  constructor(
    private readonly path: string,
    private readonly points: PointBook,
    /** Told in a sentence what an edit came to. */
    private readonly say: (message: string) => void,
  ) {}

  /** @throws DebugInError that names the file, and the probe by its place in the array */
  load(): void {
    this.read = stateOf(this.path)
    try {
      this.apply(readEntries(this.path))
      this.applied = new Date()
      this.error = null
    } catch (error) {
      this.error = (error as Error).message
      throw error
    }
  }

  /** Follows edits until the given stop is called. */
  watch(): () => void {
    const timer = setInterval(() => this.look(), LOOK_MS).unref()
    return () => clearInterval(timer)
  }

  /** Goes on where another process has set the points. */
  goOn(entries: ProbesFileEntry[]): void {
    this.entries = entries
    this.read = stateOf(this.path)
    this.applied = new Date()
  }

  /** What `goOn` takes. */
  saved(): ProbesFileEntry[] {
    return this.entries
  }

  state(): ProbesFileState {
    const { path, entries, applied, error } = this
    return { path, points: entries.length, applied: applied?.toISOString() ?? null, error }
  }

  private look(): void {
    const state = stateOf(this.path)
    const isStill = state === this.seen
    this.seen = state
    if (!isStill || state === this.read) return
    try {
      this.load()
      this.say(`${this.entries.length} probes of ${this.path} are set`)
    } catch (error) {
      this.say(`the edit of the probes file was not applied: ${(error as Error).message}`)
    }
  }

  private apply(wanted: readonly NewPoint[]): void {
    const left = this.entries.filter(({ id }) => this.points.has(id))
    const entries = wanted.map((point, index) => {
      const key = canonical(point)
      const at = left.findIndex((entry) => entry.key === key)
      return { key, point, index, id: at < 0 ? null : (left.splice(at, 1)[0]?.id ?? null) }
    })
    const fresh = entries.filter(({ id }) => id === null)
    const gone = left.map(({ id }) => id)
    const ids = this.points.swap(
      gone,
      fresh.map(({ point }) => point),
      'probesFile',
      (error, index) => misplaced(this.path, error, fresh[index]?.index ?? index),
    )
    this.entries = entries.map(({ key, id }) => ({ key, id: id ?? (ids.shift() as string) }))
  }
}

/** Changes when the file does; a file that is not there has a state as well. */
function stateOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? 'none' : `${found.ino} ${found.size} ${found.mtimeMs}`
}

/** The same text for the same entry, whatever the order of its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

function misplaced(path: string, error: unknown, index: number): DebugInError {
  const { code, message, details } = error as DebugInError
  return new DebugInError(code ?? 'INTERNAL', `${path}, probe ${index}: ${message}`, { ...details, index }, error)
}

function readEntries(path: string): NewPoint[] {
  let entries: unknown
  try {
    entries = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new DebugInError(
      'INVALID_OPTION',
      `the probes file cannot be read: ${(error as Error).message}`,
      { path },
      error,
    )
  }
  if (!Array.isArray(entries)) {
    throw new DebugInError('INVALID_OPTION', `${path} holds no array; it takes a JSON array of probes`, { path })
  }
  return entries.map((entry, index) => {
    try {
      return splitType(entry)
    } catch (error) {
      throw misplaced(path, error, index)
    }
  })
}

function splitType(entry: unknown): NewPoint {
  if (typeof entry !== 'object' || entry === null) return { type: 'tracepoint', body: entry }
  const { type, ...body } = entry as { type?: unknown; message?: unknown; metric?: unknown }
  if (type === 'tracepoint' || type === 'logpoint' || type === 'metricpoint') return { type, body }
  if (type === undefined) return { type: typeOf(body), body }
  throw new DebugInError(
    'INVALID_FIELD',
    `type is ${JSON.stringify(type)}; expected tracepoint, logpoint or metricpoint`,
    {
      field: 'type',
      value: type,
    },
  )
}

function typeOf({ message, metric }: { message?: unknown; metric?: unknown }): PointType {
  if (metric !== undefined) return 'metricpoint'
  return message === undefined ? 'tracepoint' : 'logpoint'
}
