import type { EventFilter } from './eventFilter.js'

/** A condition with what stands in its places. */
export interface Condition {
  sql: string
  values: (string | number)[]
}

/** What of a filter the columns can tell; `text` is left to whoever reads the texts. */
export function conditionOf(filter: EventFilter): Condition {
  const lists: [string, readonly string[]][] = [
    ['name', filter.names],
    ['runtime', filter.runtimes],
    ['probe_id', filter.probeIds],
    ['application', filter.applications],
  ]
  const given = lists.filter(([, wanted]) => wanted.length > 0)
  const parts = given.map(([column, wanted]) => `${column} IN (${wanted.map(() => '?').join()})`)
  const values: (string | number)[] = given.flatMap(([, wanted]) => wanted)
  if (filter.since !== null) {
    parts.push('time >= ?')
    values.push(filter.since)
  }
  if (filter.until !== null) {
    parts.push('time <= ?')
    values.push(filter.until)
  }
  return { sql: parts.length === 0 ? 'TRUE' : parts.join(' AND '), values }
}
