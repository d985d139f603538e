import { fieldsOf, listOf, numberOf, textOf } from './fields.js'
import type { Look } from './look.js'
import { shortId } from './shortId.js'
import { shortPath } from './shortPath.js'

/** Lays out the answer of GET /stats: a line for all points, and a table with a row for each. */
export function printStats(stats: Record<string, unknown>, { palette, folder }: Look): string {
  const budget = stats.cpuBudget === 'off' ? 'no budget' : `budget ${percent(stats.cpuBudget)}`
  const head = `all points took ${milliseconds(stats.spentNs)}, ${percent(stats.share)} of one core (${budget})`
  const points = listOf(stats.points).map(fieldsOf)
  if (points.length === 0) return head
  const titles = ['', 'hits', 'events', 'dropped', 'errors', 'time', 'bytes', '']
  const cells = points.map((point) => [
    shortId(point.id),
    ...['hits', 'captures', 'dropped', 'errors'].map((name) => String(numberOf(point[name]) ?? 0)),
    milliseconds(point.spentNs),
    String(numberOf(point.bytes) ?? 0),
    `${shortPath(textOf(point.file) ?? '?', folder)}:${textOf(point.line) ?? '?'}${point.backsOff === true ? ' backs off' : ''}`,
  ])
  const widths = titles.map((_, column) => Math.max(...[titles, ...cells].map((row) => (row[column] ?? '').length)))
  const rows = [titles, ...cells].map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  const [title = '', ...table] = rows
  return [head, palette.dim(title), ...table].join('\n')
}

function milliseconds(nanoseconds: unknown): string {
  return `${((numberOf(nanoseconds) ?? 0) / 1e6).toFixed(2)} ms`
}

function percent(share: unknown): string {
  return `${Number(((numberOf(share) ?? 0) * 100).toPrecision(3))} %`
}
