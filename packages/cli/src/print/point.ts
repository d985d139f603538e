import type { Point } from '@debugin/protocol'
import type { Look } from './look.js'
import type { Palette } from './palette.js'
import { printable } from './printable.js'
import { shortId } from './shortId.js'
import { shortPath } from './shortPath.js'

/** Says in a line or two what was set and where it stands. */
export function printNewPoint(point: Point, look: Look): string {
  const { palette } = look
  const lines = [
    `${point.type} ${palette.bold(shortId(point.id))} at ${palette.cyan(placeOf(point, look))} is ${statusOf(point, palette)}`,
  ]
  if (point.statusReason !== null) lines[0] += palette.dim(`: ${printable(point.statusReason)}`)
  if (point.resolvedLine !== null && point.resolvedLine < point.line) {
    lines.push(`line ${point.line} is part of the statement that begins on line ${point.resolvedLine}`)
  }
  return lines.join('\n')
}

/** Lays out points as a table: id, type, status, events made, place, and what they say. */
export function printPoints(points: readonly Point[], look: Look): string {
  const { palette } = look
  const rows = points.map((point) => [
    palette.bold(shortId(point.id)),
    point.type.padEnd(Math.max('tracepoint'.length, ...points.map(({ type }) => type.length))),
    `${statusOf(point, palette)}${' '.repeat('disabled'.length - point.status.length)}`,
    hitsOf(point).padStart(Math.max(...points.map((one) => hitsOf(one).length))),
    palette.cyan(placeOf(point, look)) + sayingOf(point, palette),
  ])
  return rows.map((row) => row.join('  ')).join('\n')
}

function placeOf({ resolvedFile, file, line, column }: Point, { folder }: Look): string {
  return [shortPath(resolvedFile ?? file, folder), line, ...(column === null ? [] : [column + 1])].join(':')
}

function statusOf({ status }: Point, palette: Palette): string {
  if (status === 'active') return palette.green(status)
  if (status === 'error') return palette.red(status)
  return status === 'pending' ? palette.yellow(status) : palette.dim(status)
}

function hitsOf({ hitCount, totalHits }: Point): string {
  const unit = totalHits === 1 ? 'hit ' : 'hits'
  return hitCount === totalHits ? `${hitCount} ${unit}` : `${hitCount} of ${totalHits} ${unit}`
}

function sayingOf({ message, metric, condition, tags, status, statusReason }: Point, { dim, red }: Palette): string {
  const parts = [
    ...(message === null ? [] : [JSON.stringify(message)]),
    // An agent of another language knows no metric points.
    ...(metric == null ? [] : [`${metric.kind} ${metric.name}`]),
    ...(condition === null ? [] : [`if ${condition}`]),
    ...tags.map((tag) => `#${tag}`),
  ]
  const why = status === 'error' && statusReason !== null ? red(`  ${printable(statusReason)}`) : ''
  return parts.length === 0 ? why : `  ${dim(printable(parts.join('  ')))}${why}`
}
