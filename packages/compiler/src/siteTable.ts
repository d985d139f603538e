import type { FunctionSites, NameLink, PlannedFunction, PlannedSite, Site, WholeSiteTable } from '@debugin/protocol'
import type { FilePlan } from './plan/plan'

/** The part of the plan that goes into the site table. */
export function plannedFunctions(plan: FilePlan): PlannedFunction[] {
  return plan.functions.map((fn) => ({
    name: fn.name,
    className: fn.className,
    kind: fn.kind === 'initializer' ? 'block' : fn.kind,
    suspends: fn.async || fn.generator,
    exit: fn.exit,
    parameters: fn.parameters.length,
    thisFirst: fn.thisFirst,
    outer: fn.outer,
    own: fn.own,
    sites: fn.sites,
  }))
}

/** The table as everybody but the weave reads it. */
export function siteTableOf(
  file: string,
  sources: readonly string[],
  moduleNames: readonly string[],
  functions: readonly PlannedFunction[],
): WholeSiteTable {
  return { file, sources, moduleNames, functions: functions.map(functionSites) }
}

function functionSites(fn: PlannedFunction): FunctionSites {
  const { thisFirst, ...rest } = fn
  const sites = fn.sites.map((site): Site => {
    const links: NameLink[] = []
    for (let link = site.names; link !== null; link = link.earlier) links.unshift(link)
    const first = thisFirst ? ['this'] : []
    const names = (of: NameLink[]) => of.map(({ name }) => name)
    return {
      ...place(site),
      names: [...first, ...names(links.filter(({ hidden }) => hidden !== true))],
      carried: [...first, ...names(links.filter(({ carried }) => carried))],
      hidden: names(links.filter(({ hidden }) => hidden === true)),
    }
  })
  return { ...rest, sites }
}

function place({
  kind,
  source,
  line,
  column,
  endLine,
  firstLine,
  generated,
}: PlannedSite): Omit<Site, 'names' | 'carried' | 'hidden'> {
  return { kind, source, line, column, endLine, firstLine, generated }
}
