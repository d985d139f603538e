import {
  DebugInError,
  type FunctionSites,
  findSite,
  functionsReaching,
  type LinesOf,
  placeOf,
  type Site,
  type SiteRef,
  type SiteTable,
} from '@debugin/protocol'

/** Where a point is to stand. */
export interface SiteRequest {
  /** For messages. */
  file: string
  line: number
  column: number | null
  /** See `PointSettings`. */
  to: number | null
  /** See `ProbeMetric`. */
  atEnd: boolean
}

/** The sites of a point: where it hits, and for the time between two lines also where that begins. */
export interface ProbeSites {
  hits: SiteRef
  begins: SiteRef | null
}

/**
 * Finds the sites of a point in a file. A point that asks how a call ended stands at the end of the function that its
 * line begins, or stands in.
 *
 * @throws DebugInError INVALID_LINE, with the nearest lines where there are any
 */
export function findProbeSites(table: SiteTable, lines: LinesOf, request: SiteRequest): ProbeSites {
  const first = siteAt(table, lines, request, request.line)
  if (request.to !== null) return betweenLines(table, lines, request, first)
  return { hits: request.atEnd ? endOf(table, lines, request, first) : first, begins: null }
}

function siteAt(table: SiteTable, lines: LinesOf, { file, line, column }: SiteRequest, asked: number): SiteRef {
  const answer = findSite(table, lines, asked, asked === line ? column : null)
  if (answer.found !== null) return answer.found
  const { nearest } = answer
  const hint = nearest.length === 0 ? 'it has no line that can' : `the nearest lines that can: ${nearest.join(', ')}`
  throw invalidLine(`no probe can stand on line ${asked} of ${file}; ${hint}`, asked, nearest)
}

function betweenLines(table: SiteTable, lines: LinesOf, request: SiteRequest, begins: SiteRef): ProbeSites {
  const { line, to } = request
  const hits = siteAt(table, lines, request, to as number)
  if (hits.fn === begins.fn) return { hits, begins }
  throw invalidLine(
    `lines ${line} and ${to} are not of one function; the time between two lines of one call can be taken`,
    to as number,
    [],
  )
}

function endOf(table: SiteTable, lines: LinesOf, request: SiteRequest, found: SiteRef): SiteRef {
  const fn = request.column === null ? (entryOn(table, lines, request.line)?.fn ?? found.fn) : found.fn
  const { sites, exit } = table.functions.at(fn) as FunctionSites
  const index = sites.length - 1
  const site = sites[index] as Site
  if (exit !== 'none' && site.kind === 'exit') return { fn, index, site }
  throw invalidLine(
    `the end of what stands on line ${request.line} of ${request.file} cannot be seen; name a line of a function`,
    request.line,
    [],
  )
}

/** The function that begins on a line: `const f = () => {` is a statement of another function as well. */
function entryOn(table: SiteTable, lines: LinesOf, line: number): SiteRef | null {
  for (const fn of functionsReaching(table, lines, line)) {
    const { kind, sites } = table.functions.at(fn) as FunctionSites
    if (kind === 'module') continue
    const index = sites.findIndex((site) => site.kind === 'entry' && placeOf(site, lines)?.line === line)
    if (index !== -1) return { fn, index, site: sites[index] as Site }
  }
  return null
}

function invalidLine(message: string, value: number, nearest: number[]): DebugInError {
  return new DebugInError('INVALID_LINE', message, { field: 'line', value, nearest })
}
