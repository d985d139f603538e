import type { NameLink } from '@debugin/protocol'
import type { FunctionPlan } from './functionPlan'
import { carriedSize } from './growth'

/**
 * Bounds what the stubs of a long function hand over: beside its parameters, the names that were initialised last. A
 * function of a thousand statements with a hundred names would hand over a hundred thousand otherwise.
 *
 * @param most characters that they may come to
 */
export function handOverFewerNames(fn: FunctionPlan, most: number): void {
  const size = carriedSize(fn)
  if (size <= most) return
  const average = size / Math.max(1, countCarried(fn))
  const kept = Math.floor(most / average / fn.sites.length)
  const done = new Map<NameLink | null, NameLink | null>()
  for (const site of fn.sites) {
    if (!done.has(site.names)) done.set(site.names, latest(site.names, kept, fn.entryNames))
    site.names = done.get(site.names) as NameLink | null
  }
}

function countCarried(fn: FunctionPlan): number {
  let count = 0
  for (const { names } of fn.sites) for (let link = names; link !== null; link = link.earlier) if (link.carried) count++
  return count
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
