import type { FunctionSites, Site, SiteTable } from './siteTable'

/** Which lines a question means: those of an original source, or those of the woven file itself. */
export type LinesOf = { source: number } | 'generated'

/** What is kept of each function: the line of its first site, the first line of labels before one, and its last line. */
const BEGINS = 0
const LABELLED = 1
const ENDS = 2
const WIDTH = 3

/** A thousand points in a large file ask a thousand times, in the program's thread too: its sites are walked once. */
const tables = new WeakMap<SiteTable, Map<number, Int32Array>>()

/** Where a site stands in the lines that are meant; null where it comes from another file. */
export function placeOf(site: Site, of: LinesOf): Site['generated'] | null {
  if (of === 'generated') return site.generated
  return site.source === of.source ? site : null
}

/** The functions with a site that may reach a line, by their indices, in the order of the table. */
export function functionsReaching(table: SiteTable, of: LinesOf, line: number): number[] {
  const lines = linesOfFunctions(table, of)
  const found: number[] = []
  for (let at = 0; at < lines.length; at += WIDTH) {
    if ((lines[at + LABELLED] as number) <= line && line <= (lines[at + ENDS] as number)) found.push(at / WIDTH)
  }
  return found
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
    if ((table.functions[fn] as FunctionSites).kind === 'module') continue
    const first = lines[fn * WIDTH + BEGINS] as number
    // Functions come in the order of their beginnings, an inner one after the one around it.
    if (first >= line || first < latest) continue
    innermost = fn
    latest = first
  }
  return innermost
}

function linesOfFunctions(table: SiteTable, of: LinesOf): Int32Array {
  const known = tables.get(table) ?? new Map<number, Int32Array>()
  tables.set(table, known)
  const source = of === 'generated' ? -1 : of.source
  const lines = known.get(source) ?? walkSites(table, of)
  known.set(source, lines)
  return lines
}

function walkSites({ functions }: SiteTable, of: LinesOf): Int32Array {
  const lines = new Int32Array(functions.length * WIDTH)
  for (let fn = 0; fn < functions.length; fn++) {
    const { sites } = functions[fn] as FunctionSites
    let [begins, labelled, ends] = [2 ** 31 - 1, 2 ** 31 - 1, 0]
    for (let index = 0; index < sites.length; index++) {
      const place = placeOf(sites[index] as Site, of)
      if (place === null) continue
      if (place.line < begins) begins = place.line
      if (place.firstLine < labelled) labelled = place.firstLine
      if (place.endLine > ends) ends = place.endLine
    }
    lines[fn * WIDTH + BEGINS] = begins
    lines[fn * WIDTH + LABELLED] = labelled
    lines[fn * WIDTH + ENDS] = ends
  }
  return lines
}
