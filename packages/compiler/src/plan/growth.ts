import type { FunctionPlan } from './functionPlan'

/** A woven file may be this many times as long as its source. */
export const MAX_GROWTH = 4

/** Characters of inner functions that a twin may repeat: more is a wrapper around much code, and runs seldom. */
const WRAPPER = 16_000

/** Characters of a stub without its names, and of a gate with all that a twin has around its body; on average. */
const STUB = 26
const TWIN = 170

/**
 * Takes twins away, the widest first, until the file's text stays within its bound. A twin repeats every function
 * inside it, so that an immediately called function around a whole library would double the library, and functions in
 * it would double again. What has no twin has its stubs inline.
 *
 * @param density how much of the source is neither comment nor indentation: twins repeat only that
 */
export function boundGrowth(functions: readonly FunctionPlan[], sourceLength: number, density: number): void {
  const stubs = new Map<FunctionPlan, number>()
  const twins = new Map<FunctionPlan, number>()
  const inner = new Map<FunctionPlan, number>()
  let total = sourceLength
  // Inner functions come after the one around them, so going backwards they are counted first.
  for (const fn of functions.toReversed()) {
    const own = stubsSize(fn)
    const inside = (stubs.get(fn) ?? 0) + own
    stubs.set(fn, inside)
    const around = enclosing(fn)
    if (around !== null) {
      stubs.set(around, (stubs.get(around) ?? 0) + inside)
      inner.set(around, (inner.get(around) ?? 0) + fn.end - fn.start)
    }
    if (fn.form === 'twin' && (inner.get(fn) ?? 0) > WRAPPER) refuse(fn)
    twins.set(fn, (fn.end - fn.start) * density + inside)
    total += fn.form === 'twin' ? (twins.get(fn) as number) : own
  }
  const widest = functions.filter((fn) => fn.form === 'twin').sort((a, b) => sizeOf(b) - sizeOf(a))
  for (const fn of widest) {
    if (total <= sourceLength * MAX_GROWTH) return
    total -= sizeOf(fn) - stubsSize(fn)
    refuse(fn)
  }

  function sizeOf(fn: FunctionPlan): number {
    return twins.get(fn) as number
  }
}

function refuse(fn: FunctionPlan): void {
  fn.form = 'inline'
  fn.refusal = 'a copy of it would make the file too long'
}

function stubsSize(fn: FunctionPlan): number {
  let size = TWIN
  for (const site of fn.sites) {
    size += STUB
    for (let link = site.names; link !== null; link = link.earlier) if (link.carried) size += link.name.length + 1
  }
  return size
}

function enclosing(fn: FunctionPlan): FunctionPlan | null {
  let around = fn.parent
  while (around !== null && around.index < 0) around = around.parent
  return around
}
