import type { ExitView } from '@debugin/protocol'
import type { FunctionPlan } from './functionPlan'

/**
 * How the end of a call can be seen. The body goes into `try`, so its outermost functions become functions of a
 * block, which may not be declared twice.
 *
 * Where the `try` stands in code that runs when idle, it has no `catch`, unless the function is async: rethrowing
 * moves the place that Node prints above an uncaught error, but not above a rejection.
 */
export function chooseExitView(fn: FunctionPlan): ExitView {
  if (fn.kind === 'module' || fn.kind === 'block' || fn.redeclaresFunction) return 'none'
  if (fn.form === 'twin') return 'value'
  if (fn.innerDeclarations.length > 0 && (fn.uses.eval || !fn.async)) return 'none'
  return fn.async ? 'value' : 'outcome'
}
