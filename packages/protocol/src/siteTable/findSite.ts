import type { FunctionSites, Site, SiteTable } from './siteTable'

/** A site with the places where it stands in the table. */
export interface SiteRef {
  /** Index into the table's `functions`; also the number of the function's gate. */
  fn: number
  /** Index into that function's `sites`. */
  index: number
  site: Site
}

/** Which lines a question means: those of an original source, or those of the woven file itself. */
export type LinesOf = { source: number } | 'generated'

/** What a line came to: a site, or the nearest lines that hold one. */
export type SiteAnswer = { found: SiteRef } | { found: null; nearest: number[] }

/**
 * Finds the site for a line: the first one that starts there (the one at or nearest after `column`, where a column is
 * given), or else the first statement that the labels on the line lead to, or else the innermost statement that started
 * earlier and whose own text reaches the line. A line of a function belongs to no statement around the function, which runs at another time.
 *
 * @param line 1-based
 * @param column 0-based, or null for the first site of the line
 */
export function findSite(table: SiteTable, of: LinesOf, line: number, column: number | null): SiteAnswer {
  let onLine: SiteRef[] = []
  let around: SiteRef | null = null
  let labelled: SiteRef | null = null
  const inside = functionAround(table, of, line)
  // A thousand points in a large file come here a thousand times, in the program's thread too.
  for (let fn = 0; fn < table.functions.length; fn++) {
    const { sites } = table.functions[fn] as FunctionSites
    for (let index = 0; index < sites.length; index++) {
      const site = sites[index] as Site
      const place = placeOf(site, of)
      if (place === null || place.firstLine > line || place.endLine < line) continue
      const ref = { fn, index, site }
      if (place.line === line) onLine.push(ref)
      else if (line < place.line) labelled = ref
      else if ((inside === null || inside === fn) && (around === null || startsAfter(ref, around, of))) around = ref
    }
  }
  if (onLine.length > 0) {
    onLine.sort((a, b) => rank(a.site, of) - rank(b.site, of))
    if (column !== null) onLine = nearestColumn(onLine, of, column)
    return { found: onLine[0] as SiteRef }
  }
  if (labelled !== null) return { found: labelled }
  if (around !== null) return { found: around }
  return { found: null, nearest: nearestLines(linesWithSites(table, of), line) }
}

function linesWithSites(table: SiteTable, of: LinesOf): number[] {
  const lines = new Set<number>()
  for (const { site } of sitesOf(table)) {
    const place = placeOf(site, of)
    if (place !== null) lines.add(place.line)
  }
  return [...lines]
}

/** Every site of the table, function by function. */
export function* sitesOf(table: SiteTable): Generator<SiteRef> {
  for (let fn = 0; fn < table.functions.length; fn++) {
    const { sites } = table.functions[fn] as (typeof table.functions)[number]
    for (let index = 0; index < sites.length; index++) yield { fn, index, site: sites[index] as Site }
  }
}

/** The innermost function that begins before the line and ends behind it, by its index; null for the module's code. */
function functionAround(table: SiteTable, of: LinesOf, line: number): number | null {
  let innermost: number | null = null
  let latest = 0
  for (let fn = 0; fn < table.functions.length; fn++) {
    const { kind, sites } = table.functions[fn] as FunctionSites
    if (kind === 'module') continue
    let first = Number.POSITIVE_INFINITY
    let last = 0
    for (const site of sites) {
      const place = placeOf(site, of)
      if (place === null) continue
      first = Math.min(first, place.line)
      last = Math.max(last, place.endLine)
    }
    // Functions come in the order of their beginnings, an inner one after the one around it.
    if (first >= line || line > last || first < latest) continue
    innermost = fn
    latest = first
  }
  return innermost
}

function placeOf(site: Site, of: LinesOf): Site['generated'] | null {
  if (of === 'generated') return site.generated
  return site.source === of.source ? site : null
}

/** The end of a one-line function stands after everything else on its line. */
function rank(site: Site, of: LinesOf): number {
  const { column } = placeOf(site, of) as { column: number }
  return site.kind === 'exit' ? column + 1e9 : column
}

function startsAfter(a: SiteRef, b: SiteRef, of: LinesOf): boolean {
  const first = placeOf(a.site, of) as { line: number; column: number }
  const second = placeOf(b.site, of) as { line: number; column: number }
  return first.line > second.line || (first.line === second.line && first.column > second.column)
}

function nearestColumn(refs: SiteRef[], of: LinesOf, column: number): SiteRef[] {
  const distance = (ref: SiteRef) => Math.abs((placeOf(ref.site, of) as { column: number }).column - column)
  return [...refs].sort((a, b) => distance(a) - distance(b))
}

function nearestLines(lines: number[], line: number): number[] {
  return lines
    .sort((a, b) => Math.abs(a - line) - Math.abs(b - line))
    .slice(0, 4)
    .sort((a, b) => a - b)
}
