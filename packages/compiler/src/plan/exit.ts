import type { ExitView } from '@debugin/protocol'
import type { FunctionPlan } from './functionPlan'

/** Characters that tell of the end at one `return`, parameters left out. */
const RETURN = 28

/** Returns that tell of the end may make a function longer by this share of it. */
const RETURNS_SHARE = 0.25

/**
 * How the end of a call can be seen. Where the body goes into `try`, its outermost functions become functions of a
 * block, which may not be declared twice.
 *
 * Where the `try` stands in code that runs when idle, it has no `catch`, unless the function is async: rethrowing
 * moves the place that Node prints above an uncaught error, but not above a rejection. What a `return` inside `with`
 * gives cannot be kept in a variable, which might be a property there; so such a function shows no value.
 */
export function chooseExitView(fn: FunctionPlan): ExitView {
  if (fn.kind === 'module' || fn.kind === 'block' || fn.kind === 'initializer' || fn.redeclaresFunction) return 'none'
  if (fn.form === 'twin') return 'value'
  if (fn.generator && fn.endsAtReturns) return 'outcome'
  if (fn.innerDeclarations.length > 0 && (fn.uses.eval || !fn.async)) return 'none'
  return fn.async && !fn.unseenReturn ? 'value' : 'outcome'
}

/**
 * Whether a function that suspends can do without a `finally`, which makes it slower by 5 to 10 % while it is idle, most
 * of all on V8 14. Its returns tell of its end then, and in an async function a `catch`. A generator has no `catch` (see
 * above): what ends it from outside, or an exception, is not seen, and its snapshots go out as pending.
 *
 * A `return` hands over the parameters, so their names must mean the parameters there. In an async generator `return`
 * waits for its value, and `return void 0` is not `return`.
 */
export function canEndAtReturns(fn: FunctionPlan): boolean {
  if (fn.async === fn.generator || fn.form !== 'inline') return false
  return !fn.lateReturn && !fn.hidesParameter && !fn.uses.with && returnsSize(fn) <= (fn.end - fn.start) * RETURNS_SHARE
}

/** Characters that returns take in the woven text, where they tell of the end; a single one takes what a `finally` would. */
export function returnsSize(fn: FunctionPlan): number {
  const returns = fn.marks.filter(({ kind }) => kind === 'return' || kind === 'bareReturn').length
  const parameters = fn.parameters.reduce((sum, name) => sum + name.length + 1, 0)
  return Math.max(0, returns - 1) * (RETURN + parameters)
}
