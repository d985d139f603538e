import type { NameLink } from '@debugin/protocol'
import type { FunctionPlan } from './functionPlan'
import { carriedSize } from './growth'

/** Characters of a name in the site table, of its link and of itself, where places keep different names and share none. */
const LINK = 6

/**
 * Bounds what the stubs of a long function hand over: beside its parameters, the names that were initialised last. A
 * function of a thousand statements with a hundred names would hand over a hundred thousand otherwise.
 *
 * @param most characters that they may come to
 */
export function handOverFewerNames(fn: FunctionPlan, most: number): void {
  const size = carriedSize(fn)
  if (size <= most) return
  const counts = fn.sites.map(({ names }) => countCarried(names, fn.entryNames))
  const parameters = fn.sites.length * countCarried(fn.entryNames, null)
  const average = size / Math.max(1, parameters + counts.reduce((sum, count) => sum + count, 0)) + linkShare(fn)
  const kept = sharesOf(counts, Math.max(0, most / average - parameters))
  const done = new Map<NameLink | null, NameLink | null>()
  for (const site of fn.sites) {
    if (!done.has(site.names)) done.set(site.names, latest(site.names, kept, fn.entryNames))
    site.names = done.get(site.names) as NameLink | null
  }
}

/** Characters of a name in the table for each place that hands it over. */
function linkShare({ sites }: FunctionPlan): number {
  return (LINK * new Set(sites.map(({ names }) => names)).size) / Math.max(1, sites.length)
}

function countCarried(names: NameLink | null, end: NameLink | null): number {
  let count = 0
  for (let link = names; link !== null && link !== end; link = link.earlier) if (link.carried) count++
  return count
}

/** How many names each place may keep: what places with few names leave goes to the others. */
function sharesOf(counts: readonly number[], most: number): number {
  let left = most
  const ascending = counts.toSorted((a, b) => a - b)
  for (let i = 0; i < ascending.length; i++) {
    const share = Math.floor(left / (ascending.length - i))
    const count = ascending[i] as number
    if (count > share) return share
    left -= count
  }
  return Number.POSITIVE_INFINITY
}

/** The latest carried names, every name that is not carried, and the parameters. */
function latest(names: NameLink | null, count: number, parameters: NameLink | null): NameLink | null {
  const path: NameLink[] = []
  let left = count
  let link = names
  for (; link !== null && link !== parameters; link = link.earlier) {
    if (!link.carried) path.push(link)
    else if (left-- > 0) path.push(link)
  }
  let kept = link
  for (const { name, carried } of path.reverse()) kept = { name, carried, earlier: kept }
  return kept
}
