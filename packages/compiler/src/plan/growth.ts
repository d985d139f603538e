import type { NameLink } from '@debugin/protocol'
import type { FunctionPlan } from './functionPlan'
import { leaveToReader, ownNames } from './reader'

/** A woven file may be this many times as long as its source, and a little more where that is short. */
const MAX_GROWTH = 4
const ALLOWANCE = 8000

/** Characters that gates and twins of functions may take of what a file may grow by, if it has statements too. */
const FUNCTIONS_SHARE = 0.5

/** Names that the stubs of a function hand over may be this many times as long as the function, and a little more. */
const NAMES_SHARE = 1
const NAMES_ALLOWANCE = 2000

/** Characters of inner functions that a twin may repeat: more is a wrapper around much code, and runs seldom. */
const WRAPPER = 16_000

/** Characters of a stub without its names and with its entry in the site table, on average, by what it asks. */
const TWIN_STUB = 36
const FRAME_STUB = 26
const GATE_STUB = 56
/** Characters of a gate with all that a twin has around its body. */
const TWIN = 188
/** Characters that a test takes more where a gate may not be there yet. */
const HOISTED = 19
/** Characters that a name costs in a reader, itself left out. */
const READER = 9

/** What had to be given up for a file to stay within its bound. */
export interface Thinning {
  /** Characters of names that the stubs of a function may hand over. */
  mostNames: Map<FunctionPlan, number>
  /** Functions of whose statements some are no sites any more. */
  thinned: FunctionPlan[]
  /** Functions that get no gate. */
  bare: Set<FunctionPlan>
}

/** Characters that the woven text of a file may have. */
export function mostCharacters(sourceLength: number): number {
  return sourceLength * MAX_GROWTH + ALLOWANCE
}

/**
 * Keeps the woven text of a file within its bound.
 *
 * First it takes twins away, the widest first: a twin repeats every function inside it, so that an immediately called
 * function around a whole library would double the library, and functions in it would double again. What has no twin
 * has its stubs inline. Then stubs hand over fewer names. And where statements are so short that even bare stubs are
 * too much, as in a table of a hundred thousand assignments, only some statements of the longest functions are sites.
 * Where the functions themselves are so many and so short that their gates are too much, the shortest get none.
 *
 * @param density how much of the source is neither comment nor indentation: twins repeat only that
 * @param most characters that the woven text is to have
 */
export function boundGrowth(
  functions: readonly FunctionPlan[],
  sourceLength: number,
  density: number,
  most: number,
): Thinning {
  let total = sourceLength + takeTwinsAway(functions, density, most - sourceLength)
  const thinned: FunctionPlan[] = []
  let bare = new Set<FunctionPlan>()
  if (total > most) {
    bare = leaveShortestBare(functions, (most - sourceLength) * FUNCTIONS_SHARE)
    for (const fn of bare) total -= stubsSize(fn)
    const others = functions.filter((fn) => !bare.has(fn))
    for (const fn of others.sort((a, b) => stubsSize(b) - stubsSize(a))) {
      if (total <= most) break
      const size = stubsSize(fn)
      keepSomeStatements(fn, Math.max(0, 1 - (total - most) / size))
      total -= size - stubsSize(fn)
      thinned.push(fn)
    }
  }
  return { mostNames: shareNames(functions, most - total), thinned, bare }
}

/** Returns what gates, stubs and twins come to, names left out. */
function takeTwinsAway(functions: readonly FunctionPlan[], density: number, most: number): number {
  const stubs = new Map<FunctionPlan, number>()
  const inner = new Map<FunctionPlan, number>()
  const twins = new Map<FunctionPlan, number>()
  const sizeOf = (fn: FunctionPlan) => twins.get(fn) as number
  let total = 0
  // Inner functions come after the one around them, so going backwards they are counted first.
  for (const fn of functions.toReversed()) {
    const inside = (stubs.get(fn) ?? 0) + stubsSize(fn)
    twins.set(fn, (fn.end - fn.start) * density + inside)
    if (fn.form === 'twin' && (inner.get(fn) ?? 0) > WRAPPER) refuse(fn)
    total += fn.form === 'twin' ? sizeOf(fn) : stubsSize(fn)
    const around = enclosing(fn)
    if (around === null) continue
    stubs.set(around, (stubs.get(around) ?? 0) + inside)
    inner.set(around, (inner.get(around) ?? 0) + fn.end - fn.start)
  }
  if (total <= most) return total
  for (const fn of functions.filter(({ form }) => form === 'twin').sort((a, b) => sizeOf(b) - sizeOf(a))) {
    total -= sizeOf(fn)
    // Without a twin its reader has fewer names, or none.
    refuse(fn)
    total += stubsSize(fn)
    if (total <= most) break
  }
  return total
}

/** Returns the functions that have to do without a gate for those of the others to come to so many characters. */
function leaveShortestBare(functions: readonly FunctionPlan[], most: number): Set<FunctionPlan> {
  const bare = new Set<FunctionPlan>()
  let gates = functions.reduce((sum, fn) => sum + gateSize(fn), 0)
  for (const fn of [...functions].sort((a, b) => a.end - a.start - (b.end - b.start))) {
    if (gates <= most) break
    if (fn.kind === 'module') continue
    gates -= gateSize(fn)
    bare.add(fn)
  }
  return new Set(functions.filter((fn) => bare.has(fn)))
}

/** Gives every function the names it may hand over; less where together they would be too much. */
function shareNames(functions: readonly FunctionPlan[], left: number): Map<FunctionPlan, number> {
  const limits = new Map(functions.map((fn) => [fn, NAMES_SHARE * (fn.end - fn.start) + NAMES_ALLOWANCE]))
  const wanted = new Map([...limits].map(([fn, limit]) => [fn, Math.min(carriedSize(fn), limit)]))
  const sum = [...wanted.values()].reduce((total, size) => total + size, 0)
  // What the end of each function hands over is not known yet, so that a function gets more than it wants now.
  if (sum <= left) return limits
  const share = sum === 0 ? 0 : Math.max(0, left) / sum
  return new Map([...wanted].map(([fn, size]) => [fn, size * share]))
}

function refuse(fn: FunctionPlan): void {
  fn.form = 'inline'
  fn.refusal = 'a copy of it would make the file too long'
  leaveToReader(fn, new Set(ownNames(fn)))
}

/** Keeps a share of the statements as sites, evenly spread. */
function keepSomeStatements(fn: FunctionPlan, share: number): void {
  const kept = new Map<number, number>()
  const sites = fn.sites.filter(({ kind }, index) => {
    const keep = kind !== 'statement' || Math.floor(index * share) > Math.floor((index - 1) * share)
    if (keep) kept.set(index, kept.size)
    return keep
  })
  fn.sites = sites
  fn.marks = fn.marks.flatMap((mark) => {
    if (mark.kind !== 'site' && mark.kind !== 'testSite' && mark.kind !== 'endBraces') return mark
    const index = kept.get(mark.index)
    return index === undefined ? [] : { ...mark, index }
  })
}

function stubsSize(fn: FunctionPlan): number {
  const gated = fn.async || fn.generator || fn.kind === 'module'
  const stub = gated ? GATE_STUB + (fn.hoisted ? HOISTED : 0) : fn.form === 'twin' ? TWIN_STUB : FRAME_STUB
  return gateSize(fn) + fn.sites.length * stub
}

/** What a function takes however few statements are sites. */
function gateSize(fn: FunctionPlan): number {
  let reader = 0
  for (const { name, carried } of fn.ownLinks) if (!carried) reader += name.length + READER
  return TWIN + reader
}

/** Characters of the names that all stubs of a function hand over. */
export function carriedSize(fn: FunctionPlan): number {
  const sizes = new Map<NameLink | null, number>([[null, 0]])
  let total = 0
  for (const { names } of fn.sites) {
    const path: NameLink[] = []
    let link = names
    while (!sizes.has(link)) {
      path.push(link as NameLink)
      link = (link as NameLink).earlier
    }
    let size = sizes.get(link) as number
    for (const next of path.reverse()) {
      if (next.carried) size += next.name.length + 1
      sizes.set(next, size)
    }
    total += size
  }
  return total
}

function enclosing(fn: FunctionPlan): FunctionPlan | null {
  let around = fn.parent
  while (around !== null && around.index < 0) around = around.parent
  return around
}
