import { readFileSync } from 'node:fs'
import { DebugInError, type PointType } from '@debugin/protocol'
import type { PointBook } from './pointBook'

/**
 * Sets the probes of a file: a JSON array of what POST /tracepoints and POST /logpoints take, each with a `type` or, by
 * its `message`, without one. All of them are set, or none.
 *
 * @throws DebugInError that names the file, and the probe by its place in the array
 */
export function setProbesOfFile(path: string, points: PointBook): void {
  const entries = readEntries(path)
  const ids: string[] = []
  entries.forEach((entry, index) => {
    try {
      const { type, body } = splitType(entry)
      ids.push(points.create(type, body).id)
    } catch (error) {
      for (const id of ids) points.remove(id)
      const { code, message, details } = error as DebugInError
      throw new DebugInError(code ?? 'INTERNAL', `${path}, probe ${index}: ${message}`, { ...details, index }, error)
    }
  })
}

function readEntries(path: string): unknown[] {
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
  return entries
}

function splitType(entry: unknown): { type: PointType; body: unknown } {
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
