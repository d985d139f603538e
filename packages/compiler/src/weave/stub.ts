import type { FunctionPlan } from '../plan/functionPlan'
import { EMITTED } from './emitted'
import { gateOf, gateTest, type View, values, type Weaver } from './weaver'

/**
 * What stands before a statement.
 *
 * - In a twin: `frame.on[3]&&frame.hit(3,a,b);`.
 * - In a function that runs to its end without a pause: `frame?.hit(3,a,b);`. A probe can only come while the
 *   event loop turns, so what the gate said at the start holds to the end.
 * - In one that pauses, and in module code: `gate&&(frame=gate(3,frame,a,b));`.
 */
export function stub(fn: FunctionPlan, index: number, weaver: Weaver, view: View): string {
  const call = stubCall(fn, index, weaver, view)
  // `eval('5; if (x) {}')` is undefined, `eval('5; { const y = x }')` is 5: a script's value must not change.
  const isScript = fn.kind === 'module' && weaver.sourceType === 'script'
  return isScript ? `{const ${weaver.names.frame}=${call}}` : `${call};`
}

/** The same as an expression. */
export function stubCall(fn: FunctionPlan, index: number, weaver: Weaver, view: View): string {
  const names = values(fn, fn.sites[index]?.names ?? null, weaver, view)
  const { frame } = weaver.names
  if (view.twinOf === fn) return `${frame}.${EMITTED.on}[${index}]&&${frame}.${EMITTED.hit}(${index}${names})`
  if (fn.kind !== 'module' && !fn.async && !fn.generator) return `${frame}?.${EMITTED.hit}(${index}${names})`
  const gate = gateOf(fn, weaver)
  const test = gateTest(fn, weaver)
  if (fn.exit !== 'none') return `${test}&&(${frame}=${gate}(${index},${frame}${names}))`
  return `${test}&&${gate}(${index},0${names})`
}
