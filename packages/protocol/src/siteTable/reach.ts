import { beginningOf, emptyLines, type FunctionLines, functionsOn, noteLines } from './functionLines'
import { PackedFunctions } from './packedFunctions'
import type { FunctionSites, Site, SiteTable } from './siteTable'

/** Which lines a question means: those of an original source, or those of the woven file itself. */
export type LinesOf = { source: number } | 'generated'

/** A thousand points in a large file ask a thousand times, in the program's thread too: its sites are walked once. */
const tables = new WeakMap<SiteTable, Map<number | 'generated', FunctionLines>>()

/** Where a site stands in the lines that are meant; null where it comes from another file. */
export function placeOf(site: Site, of: LinesOf): Site['generated'] | null {
  if (of === 'generated') return site.generated
  return site.source === of.source ? site : null
}

/** The functions with a site that may reach a line, by their indices, in the order of the table. */
export function functionsReaching(table: SiteTable, of: LinesOf, line: number): number[] {
  return functionsOn(linesOfFunctions(table, of), line)
}

/**
 * The innermost function that begins before the line and ends behind it, by its index; null for the module's code.
 *
 * @param reaching what `functionsReaching` gives for the line
 */
export function functionAround(
  table: SiteTable,
  of: LinesOf,
  line: number,
  reaching: readonly number[],
): number | null {
  const lines = linesOfFunctions(table, of)
  let innermost: number | null = null
  let latest = 0
  for (const fn of reaching) {
    if ((table.functions.at(fn) as FunctionSites).kind === 'module') continue
    const first = beginningOf(lines, fn)
    // Functions come in the order of their beginnings, an inner one after the one around it.
    if (first >= line || first < latest) continue
    innermost = fn
    latest = first
  }
  return innermost
}

function linesOfFunctions(table: SiteTable, of: LinesOf): FunctionLines {
  const known = tables.get(table) ?? new Map<number | 'generated', FunctionLines>()
  tables.set(table, known)
  const source = of === 'generated' ? of : of.source
  const { functions } = table
  const lines =
    known.get(source) ?? (functions instanceof PackedFunctions ? functions.lines(source) : walkSites(table, of))
  known.set(source, lines)
  return lines
}

function walkSites({ functions }: SiteTable, of: LinesOf): FunctionLines {
  const lines = emptyLines(functions.length)
  let index = 0
  for (const { sites } of functions) {
    for (const site of sites) {
      const place = placeOf(site, of)
      if (place !== null) noteLines(lines, index, place.line, place.firstLine, place.endLine)
    }
    index++
  }
  return lines
}
