import type { Hono } from 'hono'
import { planFile } from '../files/plannedFiles'
import { listSites, type ShownSite } from '../files/siteList'
import { type FoundFile, findFile, type Places, refusalOf } from '../points/target'
import { PARAMETERS } from './parameters'
import { pageOf, readQuery } from './query'

/** The calls about the program's files. */
export function addSourceRoutes(app: Hono, places: Places): void {
  app.get('/sources', (context) => {
    const { status, q, ...asked } = readQuery(context, PARAMETERS.sources)
    const all = places.known
      .sources(places.filter)
      .filter((source) => (status === undefined || source.status === status) && source.file.includes(q ?? ''))
    const { page, items } = pageOf(all, asked)
    return context.json({ ...page, sources: items })
  })
  app.get('/sources/:path{.+}/sites', (context) => {
    const { line, ...asked } = readQuery(context, PARAMETERS.sites)
    const { sites, ...about } = describeFile(findFile(context.req.param('path'), places), places)
    const { page, items } = pageOf(line === undefined ? sites : sitesOfLine(sites, line), asked)
    return context.json({ ...about, ...page, sites: items })
  })
}

/** Those that begin on the line, or else those that reach it. */
function sitesOfLine(sites: readonly ShownSite[], line: number): ShownSite[] {
  const beginning = sites.filter((site) => site.line === line)
  return beginning.length > 0 ? beginning : sites.filter((site) => site.line < line && line <= site.endLine)
}

/** What can be said of the places of one file. */
interface FileSites {
  file: string
  loaded: boolean
  /** Why no line of it can hold a probe; null where nothing is known against it. */
  refused: string | null
  skipped: { line: number; reason: string }[]
  /** Names of the file itself, in reach everywhere in it. */
  moduleNames: string[]
  sites: ShownSite[]
}

function describeFile({ file, running }: FoundFile, places: Places): FileSites {
  const { known } = places
  if (running !== null) {
    const table = known.table(running.running)
    const skipped = known.reportOf(file)?.skipped ?? []
    const sites = listSites(table, running.lines)
    return { file, loaded: true, refused: null, skipped, moduleNames: [...table.moduleNames], sites }
  }
  const reason = refusalOf(file, places)
  const nothing = { file, loaded: false, skipped: [], moduleNames: [], sites: [] }
  if (reason !== null) return { ...nothing, refused: reason }
  const { table, refused, skipped } = planFile(file, places.filter)
  if (table === null) return { ...nothing, refused, skipped }
  return {
    ...nothing,
    refused,
    skipped,
    moduleNames: [...table.moduleNames],
    sites: listSites(table, { source: 0 }),
  }
}
