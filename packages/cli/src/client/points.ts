import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { DebugInError, type Point, type PointSettings, type PointType } from '@debugin/protocol'
import type { Place } from '../arguments/place.js'
import { callJson, type Service } from './http.js'

/** Which points are meant; what is left out matches everything. */
export interface PointFilter {
  type?: PointType
  /** All of them. */
  tags?: readonly string[]
}

/** What a caller says of a new point beside its place. */
export type NewPointSettings = Partial<
  Omit<PointSettings, 'file' | 'line' | 'column' | 'rateLimit' | 'snapshot' | 'watchLimits'>
> & {
  rateLimit?: Partial<PointSettings['rateLimit']>
  snapshot?: Partial<PointSettings['snapshot']>
}

/** The points of the program. */
export async function listPoints(api: Service, { type, tags = [] }: PointFilter = {}): Promise<Point[]> {
  const query = new URLSearchParams(tags.map((tag): [string, string] => ['tag', tag]))
  if (type !== undefined) query.set('type', type)
  return (await callJson(api, query.size === 0 ? '/points' : `/points?${query}`)) as Point[]
}

/**
 * Sets a point. A path that leads to a file from here means that file; every other is left to the program, which reads
 * it from its root or as the last segments of a path.
 *
 * @throws DebugInError as the API answers, for instance INVALID_LINE with the nearest lines
 */
export async function setPoint(
  api: Service,
  type: PointType,
  { file, line, column }: Place,
  settings: NewPointSettings,
): Promise<Point> {
  const post = async (path: string): Promise<Point> => {
    const body = { file: path, line, ...(column === null ? {} : { column }), ...settings }
    return (await callJson(api, `/${type}s`, { method: 'POST', body })) as Point
  }
  const here = fileHere(file)
  if (here === null || here === file) return post(file)
  try {
    return await post(here)
  } catch (error) {
    // The program may run elsewhere, in a container for instance, where the same file has another path.
    if (error instanceof DebugInError && error.code === 'FILE_NOT_FOUND') return post(file)
    throw error
  }
}

/** The absolute path as a program has it that loaded the file; null where there is no such file. */
function fileHere(file: string): string | null {
  try {
    return realpathSync(resolve(file))
  } catch {
    return null
  }
}

/**
 * Finds the points whose ids begin with the given texts.
 *
 * @throws DebugInError POINT_NOT_FOUND when none begins so, INVALID_FIELD when several do
 */
export async function findPoints(api: Service, prefixes: readonly string[]): Promise<Point[]> {
  const points = await listPoints(api)
  return prefixes.map((prefix) => {
    const found = points.filter(({ id }) => id.startsWith(prefix.toLowerCase()))
    const [point] = found
    if (point === undefined || prefix === '') {
      const text = `No point has an id that begins with "${prefix}"; \`debugin points\` lists them`
      throw new DebugInError('POINT_NOT_FOUND', text, { id: prefix })
    }
    if (found.length > 1) {
      const candidates = found.map(({ id, file, line }) => `${id} (${file}:${line})`)
      const text = `${found.length} points have ids that begin with "${prefix}"; write more of the id`
      throw new DebugInError('INVALID_FIELD', text, { id: prefix, candidates })
    }
    return point
  })
}
