import { functionAround, functionsReaching, type LinesOf, placeOf } from './reach'
import type { FunctionSites, Site, SiteTable } from './siteTable'

/** A site with the places where it stands in the table. */
export interface SiteRef {
  /** Index into the table's `functions`; also the number of the function's gate. */
  fn: number
  /** Index into that function's `sites`. */
  index: number
  site: Site
}

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
  const reaching = functionsReaching(table, of, line)
  const inside = functionAround(table, of, line, reaching)
  for (const fn of reaching) {
    const { sites } = table.functions.at(fn) as FunctionSites
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
    const { sites } = table.functions.at(fn) as FunctionSites
    for (let index = 0; index < sites.length; index++) yield { fn, index, site: sites[index] as Site }
  }
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
