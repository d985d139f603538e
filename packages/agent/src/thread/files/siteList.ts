import { type FunctionSites, type LinesOf, type Site, type SiteKind, type SiteTable, sitesOf } from '@debugin/protocol'

/** A place where a probe can stand, as GET /sources/{path}/sites shows it. */
export interface ShownSite {
  /** 1-based. */
  line: number
  /** 0-based. */
  column: number
  /** The last line that a point may name to stand here. */
  endLine: number
  kind: SiteKind
  /** The name of the function around it; empty for one without, null for the file's own code. */
  function: string | null
  className: string | null
  functionKind: FunctionSites['kind']
  /** Names in reach: `this`, parameters and variables of the function. */
  names: string[]
  /** Names of the functions around it that it uses. */
  outerNames: string[]
}

/** The sites of a file in the order of its lines. */
export function listSites(table: SiteTable, lines: LinesOf): ShownSite[] {
  const shown: ShownSite[] = []
  for (const { fn, site } of sitesOf(table)) {
    const place = placeOf(site, lines)
    if (place !== null) shown.push(showSite(site, place, table.functions.at(fn) as FunctionSites))
  }
  return shown.sort((a, b) => a.line - b.line || a.column - b.column)
}

function placeOf(site: Site, lines: LinesOf): Site['generated'] | null {
  if (lines === 'generated') return site.generated
  return site.source === lines.source ? site : null
}

function showSite(site: Site, { line, column, endLine }: Site['generated'], around: FunctionSites): ShownSite {
  return {
    line,
    column,
    endLine,
    kind: site.kind,
    function: around.kind === 'module' ? null : around.name,
    className: around.className,
    functionKind: around.kind,
    names: [...site.names],
    outerNames: around.outer.filter((name) => !site.names.includes(name)),
  }
}
