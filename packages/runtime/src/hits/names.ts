import type { Site } from '@debugin/protocol'
import type { ArmedFunction } from '../gates/armedFunction'
import { defineProperty } from '../natives'
import { elapsedMs } from './elapsed'
import type { Hit } from './hit'

/** Gives the value of a name at a hit; throws where that value cannot be had. */
export type ReadName = (hit: Hit) => unknown

/** A name in reach of a site with the way to its value. */
export interface NamedValue {
  name: string
  read: ReadName
}

/** The names of a site as a snapshot shows them. */
export interface SiteNames {
  this: ReadName | null
  arguments: readonly NamedValue[]
  locals: readonly NamedValue[]
}

/** Finds the way to every name once, so that a hit only reads. */
export function namesOfSite(fn: ArmedFunction, site: Site): SiteNames {
  const offset = site.names[0] === 'this' ? 1 : 0
  const end = offset + countParameters(fn, site, offset)
  const parameters = site.names.slice(offset, end)
  const locals = new Set(site.names.slice(end))
  const readThis = offset === 1 || locals.delete('this') ? readLocal(fn, site, 'this') : null
  const named = (name: string): NamedValue => ({ name, read: readLocal(fn, site, name) as ReadName })
  return {
    this: readThis,
    arguments: parameters.filter((name) => !locals.has(name)).map(named),
    locals: [...locals].map(named),
  }
}

/**
 * How many of the names are parameters: they come first, but a block that declares one of their names for itself hides
 * that one, as in `function f(a, b) { let c; { let a } }`.
 */
function countParameters(fn: ArmedFunction, { names }: Site, offset: number): number {
  const { parameters, sites } = fn.sites
  const all = sites[0]?.names ?? []
  let count = 0
  for (let i = 0; i < parameters; i++) if (all[offset + i] === names[offset + count]) count++
  return count
}

/**
 * Finds the way to a name that an expression uses: a local or parameter, a name of an enclosing function, one of the
 * module, or a name that expressions have of their own. The program's own `args` or `self` comes first.
 *
 * @returns null for a name that is not in reach, also where an outer one of the same name would be: `{ x; let x }`
 */
export function bindName(fn: ArmedFunction, site: Site, name: string): ReadName | null {
  const local = readLocal(fn, site, name)
  if (local !== null || site.hidden.includes(name)) return local
  return readOuter(fn, name) ?? readModule(fn, name) ?? readOwn(fn, site, name)
}

function readLocal(fn: ArmedFunction, site: Site, name: string): ReadName | null {
  if (!site.names.includes(name)) return null
  const carried = site.carried.lastIndexOf(name)
  if (carried >= 0) return (hit) => hit.values[carried]
  if (fn.index === 0 && fn.sites.kind === 'module') return readModule(fn, name)
  return throughReader(fn.sites.outer.length + fn.sites.own.indexOf(name))
}

function readOuter(fn: ArmedFunction, name: string): ReadName | null {
  const index = fn.sites.outer.indexOf(name)
  return index < 0 ? null : throughReader(index)
}

function throughReader(index: number): ReadName {
  return ({ frame }) => {
    const reader = frame?.reader
    if (reader === null || reader === undefined) throw new Error('the call began before the probe was set')
    return reader(index)
  }
}

function readModule({ file }: ArmedFunction, name: string): ReadName | null {
  const index = file.table.moduleNames.indexOf(name)
  return index < 0 ? null : () => file.readModule(index)
}

/** The names that expressions have besides those of the program. */
function readOwn(fn: ArmedFunction, site: Site, name: string): ReadName | null {
  switch (name) {
    case 'self':
      return readLocal(fn, site, 'this')
    case 'args':
      return listOf(namesOfSite(fn, site).arguments)
    case 'locals':
      return recordOf(namesOfSite(fn, site).locals)
    case '$return':
      return atEnd(site, 'the call has not returned', (hit) =>
        hit.end?.kind === 'returned' ? hit.end.value : undefined,
      )
    case '$exception':
      return atEnd(site, 'the call has not ended', (hit) => (hit.end?.kind === 'threw' ? hit.end.value : undefined))
    case '$duration':
      return atEnd(site, 'the call has not ended', durationOf)
    default:
      return null
  }
}

function atEnd(site: Site, otherwise: string, read: ReadName): ReadName {
  if (site.kind === 'exit') return read
  return () => {
    throw new Error(`${otherwise}: this name has a value at the end of a function only`)
  }
}

/** Milliseconds since the call began. */
function durationOf({ fn, frame }: Hit): number | undefined {
  return frame === null || frame.startedAt === null ? undefined : elapsedMs(frame.startedAt, fn.ticks())
}

function listOf(named: readonly NamedValue[]): ReadName {
  return (hit) => {
    const list: unknown[] = []
    for (let i = 0; i < named.length; i++) define(list, i, named[i] as NamedValue, hit)
    return list
  }
}

function recordOf(named: readonly NamedValue[]): ReadName {
  return (hit) => {
    const record = Object.create(null) as object
    for (let i = 0; i < named.length; i++) define(record, (named[i] as NamedValue).name, named[i] as NamedValue, hit)
    return record
  }
}

/** Plain assignment would call a setter that the program put on `Array.prototype`. */
function define(target: object, key: PropertyKey, { read }: NamedValue, hit: Hit): void {
  defineProperty(target, key, { __proto__: null, value: read(hit), enumerable: true } as PropertyDescriptor)
}
