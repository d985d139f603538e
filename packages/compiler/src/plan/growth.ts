import type { NameLink } from '@debugin/protocol'
import type { FunctionPlan } from './functionPlan'

/** A woven file may be this many times as long as its source, and a little more where that is short. */
const MAX_GROWTH = 4
const ALLOWANCE = 8000

/** Names that the stubs of a function hand over may be this many times as long as the function, and a little more. */
const NAMES_SHARE = 1
const NAMES_ALLOWANCE = 2000

/** Characters of inner functions that a twin may repeat: more is a wrapper around much code, and runs seldom. */
const WRAPPER = 16_000

/** Characters of a stub without its names and with its entry in the site table, on average: behind a frame or a gate. */
const FRAME_STUB = 36
const GATE_STUB = 48
/** Characters of a gate with all that a twin has around its body. */
const TWIN = 170
/** Characters that a name costs in a reader, itself left out. */
const READER = 6

/** What had to be given up for a file to stay within its bound. */
export interface Thinning {
  /** Characters of names that the stubs of a function may hand over. */
  mostNames: Map<FunctionPlan, number>
  /** Functions of whose statements some are no sites any more. */
  thinned: FunctionPlan[]
}

/**
 * Keeps the woven text of a file within its bound.
 *
 * First it takes twins away, the widest first: a twin repeats every function inside it, so that an immediately called
 * function around a whole library would double the library, and functions in it would double again. What has no twin
 * has its stubs inline. Then stubs hand over fewer names. And where statements are so short that even bare stubs are
 * too much, as in a table of a hundred thousand assignments, only some statements of the longest functions are sites.
 *
 * @param density how much of the source is neither comment nor indentation: twins repeat only that
 */
export function boundGrowth(functions: readonly FunctionPlan[], sourceLength: number, density: number): Thinning {
  const most = sourceLength * MAX_GROWTH + ALLOWANCE
  let total = sourceLength + takeTwinsAway(functions, density, most - sourceLength)
  const thinned: FunctionPlan[] = []
  if (total > most) {
    for (const fn of [...functions].sort((a, b) => stubsSize(b) - stubsSize(a))) {
      if (total <= most) break
      const size = stubsSize(fn)
      keepSomeStatements(fn, Math.max(0, 1 - (total - most) / size))
      total -= size - stubsSize(fn)
      thinned.push(fn)
    }
  }
  return { mostNames: shareNames(functions, most - total), thinned }
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
    total -= sizeOf(fn) - stubsSize(fn)
    refuse(fn)
    if (total <= most) break
  }
  return total
}

/** Gives every function the names it may hand over; less where together they would be too much. */
function shareNames(functions: readonly FunctionPlan[], left: number): Map<FunctionPlan, number> {
  const limits = new Map(functions.map((fn) => [fn, NAMES_SHARE * (fn.end - fn.start) + NAMES_ALLOWANCE]))
  const wanted = new Map([...limits].map(([fn, limit]) => [fn, Math.min(carriedSize(fn), limit)]))
  const sum = [...wanted.values()].reduce((total, size) => total + size, 0)
  // What the end of each function hands over is not known yet, so that a function gets more than it wants now.
  if (sum <= left) return limits
  const share = Math.max(0, left) / sum
  return new Map([...wanted].map(([fn, size]) => [fn, size * share]))
}

function refuse(fn: FunctionPlan): void {
  fn.form = 'inline'
  fn.refusal = 'a copy of it would make the file too long'
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
    if (mark.kind !== 'site' && mark.kind !== 'endBraces') return mark
    const index = kept.get(mark.index)
    return index === undefined ? [] : { ...mark, index }
  })
}

function stubsSize(fn: FunctionPlan): number {
  const stub = fn.async || fn.generator || fn.kind === 'module' ? GATE_STUB : FRAME_STUB
  let reader = 0
  for (const { name } of fn.ownLinks) reader += name.length + READER
  return TWIN + fn.sites.length * stub + reader
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
