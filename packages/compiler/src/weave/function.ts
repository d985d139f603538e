import type { FunctionPlan } from '../plan/functionPlan'
import { weaveInitializer, weaveInline } from './inline'
import { weaveRegion } from './region'
import { weaveTwin } from './twin'
import type { View, Weaver } from './weaver'

/**
 * Writes a function in its place. In the text that runs when idle it has a gate and a twin where that is right; inside
 * a twin it has gated stubs, so that the size stays linear in how deep functions are nested.
 */
export function weaveFunction(fn: FunctionPlan, weaver: Weaver, view: View): void {
  if (fn.form === 'bare') {
    weaveRegion(fn, { from: fn.start, to: fn.end, marksAtEnd: true }, weaver, view)
    return
  }
  weaveRegion(fn, { from: fn.start, to: fn.bodyStart, marksAtEnd: false }, weaver, view)
  if (fn.kind === 'initializer') weaveInitializer(fn, weaver, view)
  else if (fn.form === 'twin' && !view.oneLine) weaveTwin(fn, weaver)
  else weaveInline(fn, weaver, view)
  if (!fn.expression) weaver.out.copy(fn.bodyEnd, fn.end)
}

/** Writes a function's statements, or the expression of an arrow, in the given form. */
export function weaveBody(fn: FunctionPlan, weaver: Weaver, view: View): void {
  weaveRegion(fn, { from: fn.bodyStart, to: fn.bodyEnd, marksAtEnd: true }, weaver, view)
}

/** What separates our text from a directive that ends without a semicolon. */
export function afterDirective(fn: FunctionPlan, weaver: Weaver): string {
  const before = weaver.source[fn.bodyStart - 1]
  return before === "'" || before === '"' ? ';' : ''
}
