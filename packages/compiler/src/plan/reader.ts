import type { FunctionPlan } from './functionPlan'
import type { Binding, Scope } from './scope'

/** Functions and classes say nothing as values, and naming them would cost text at every place. */
function isWorthShowing(binding: Binding): boolean {
  return binding.kind !== 'function' && binding.kind !== 'class' && binding.kind !== 'self'
}

/** Names of enclosing functions that this one uses anyway; they live on the heap on its account already. */
export function outerNames(fn: FunctionPlan, moduleScope: Scope): string[] {
  const names: string[] = []
  for (const name of fn.free) {
    const scope = fn.definedIn?.find(name)
    if (scope === null || scope === undefined || scope === moduleScope) continue
    if (isWorthShowing(scope.declared.get(name) as Binding)) names.push(name)
  }
  return names
}

/** The module's own names that some function uses; the others may live on the stack, and stay there. */
export function moduleNames(moduleScope: Scope): string[] {
  const names: string[] = []
  for (const [name, binding] of moduleScope.declared) {
    if (binding.captured && isWorthShowing(binding)) names.push(name)
  }
  return names
}

/**
 * Names of its own that a function's reader may give, instead of every hit handing them over: a reader costs text once,
 * and handing over costs it at every statement. In a twin that is every name of the outermost scope. Elsewhere a
 * reader would move a name to the heap, unless a function inside uses it and it is there anyway. A function that
 * suspends hands over everything, since a probe may come when its reader can no longer be had.
 */
export function ownNames(fn: FunctionPlan): string[] {
  if (fn.async || fn.generator || fn.kind === 'module' || fn.kind === 'block') return []
  const names = new Set(fn.ownLinks.map(({ name }) => name))
  return [...names].filter((name) => fn.form === 'twin' || fn.captured.has(name))
}

/** Hits of the function hand over all its names but these. */
export function leaveToReader(fn: FunctionPlan, names: ReadonlySet<string>): void {
  for (const link of fn.ownLinks) link.carried = !names.has(link.name)
}
