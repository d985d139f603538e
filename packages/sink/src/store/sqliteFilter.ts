import type { EventFilter } from './eventFilter.js'

/** A condition on the events `e` with what stands in its places. */
export interface Condition {
  sql: string
  values: (string | number)[]
}

/**
 * What of a filter the columns can tell; `text` is left to whoever reads the texts.
 *
 * @param kinds those that pass, at least one; null: all of them
 * @param way `index`: SQLite chooses an index; `walk`: it looks at events in their order, but for a single kind, whose
 *   index has that order (https://www.sqlite.org/optoverview.html, 3.4: a `+` keeps a column from an index)
 */
export function conditionOf(filter: EventFilter, kinds: readonly number[] | null, way: 'index' | 'walk'): Condition {
  const mark = way === 'walk' ? '+' : ''
  const parts: string[] = []
  const values: (string | number)[] = []
  const add = (part: string, value: string | number) => {
    parts.push(part)
    values.push(value)
  }
  if (kinds?.length === 1) add('e.kind = ?', kinds[0] as number)
  else if (kinds !== null) add(`${mark}e.kind IN (SELECT value FROM json_each(?))`, JSON.stringify(kinds))
  if (filter.since !== null) add(`${mark}e.time >= ?`, filter.since)
  if (filter.until !== null) add(`${mark}e.time <= ?`, filter.until)
  return { sql: parts.length === 0 ? 'TRUE' : parts.join(' AND '), values }
}
