import type { FunctionPlan } from './functionPlan'

/**
 * Why a copy of the function's body could be told from the body itself; null when it could not. Each reason has a
 * sample under `test/compiler/samples/no-twin/` with the program that would break, but for two: code that runs once
 * gains nothing, and an arrow with `super` would work, but would move the method's `this` to the heap when idle.
 */
export function refuseTwin(fn: FunctionPlan): string | null {
  const { uses } = fn
  if (fn.async || fn.generator) return 'it can stop and go on later'
  if (fn.kind === 'module' || fn.kind === 'block') return 'it runs once'
  if (fn.kind === 'initializer') return 'it is the value of a field'
  if (fn.derived) return 'its `this` begins with `super()`'
  if (uses.super && !fn.lexicalThis) return '`super` belongs to the method it stands in'
  if (uses.super && fn.lexicalThis) return '`super` in an arrow belongs to the method around it'
  if (uses.eval) return '`eval` sees every name around it'
  if (uses.with) return '`with` makes every name a property'
  if (uses.taggedTemplate) return 'a tagged template is known by its place'
  if (uses.fixedText) return 'its text would mean something else in a copy'
  if (uses.assignsSelf) return 'it assigns to its own name'
  if (uses.sharesParameter) return 'a function in its parameters shares a parameter that changes'
  if (!fn.lexicalThis && declaresArguments(fn)) return 'it declares `arguments` itself'
  if (!fn.lexicalThis && uses.arguments) return refuseArguments(fn)
  return null
}

/** `var arguments` begins as the arguments object, which the arrow of a twin does not have. */
function declaresArguments({ uses, parameters }: FunctionPlan): boolean {
  return uses.declaresArguments && (uses.arguments || !parameters.includes('arguments'))
}

/** `arguments` goes to a twin as a parameter, except where it and the parameters are one. */
function refuseArguments(fn: FunctionPlan): string | null {
  const mapped = !fn.strict && fn.simpleParameters && fn.parameters.length > 0
  if (mapped && (fn.uses.assignsParameter || fn.uses.argumentsEscape)) return '`arguments` and its parameters are one'
  return null
}
