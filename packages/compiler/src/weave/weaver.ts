import type { NameLink } from '@debugin/protocol'
import type { FunctionPlan } from '../plan/functionPlan'
import type { FilePlan } from '../plan/plan'
import type { EmittedNames } from './emitted'
import { OneLine } from './oneLine'
import { Output } from './output'

/** In which form a piece of the source is being written. */
export interface View {
  /** Without comments and line breaks, for a twin. */
  oneLine: boolean
  /** The function whose twin this is: it gets `this` and `arguments` as parameters. */
  twinOf: FunctionPlan | null
}

/** How the file's gates are reached: properties of the global object, or variables of the module. */
export type GateKind = 'global' | 'module'

/** What the files of the weave share while one file is written. */
export interface Weaver {
  out: Output
  source: string
  names: EmittedNames
  plan: FilePlan
  sourceType: 'commonjs' | 'module' | 'script'
  oneLine: OneLine
}

export function createWeaver(
  plan: FilePlan,
  source: string,
  sourceType: Weaver['sourceType'],
  names: EmittedNames,
): Weaver {
  return { out: new Output(source), source, names, plan, sourceType, oneLine: new OneLine(source, plan.comments) }
}

/** The name of a function's gate. */
export function gateOf(fn: FunctionPlan, weaver: Weaver): string {
  return `${weaver.names.prefix}${fn.index.toString(36)}`
}

/**
 * The test whether a gate is open. Where imports go in a circle, a function can be called before the first statement
 * of its module has defined the gates, and reading a name that does not exist would throw.
 */
export function gateTest(fn: FunctionPlan, weaver: Weaver): string {
  const gate = gateOf(fn, weaver)
  return fn.hoisted ? `typeof ${gate}=="function"` : gate
}

/** The names whose values are handed over at one place, as a list of arguments that begins with a comma. */
export function values(fn: FunctionPlan, names: NameLink | null, weaver: Weaver, view: View): string {
  let text = ''
  for (let link = names; link !== null; link = link.earlier) if (link.carried) text = `,${link.name}${text}`
  return fn.thisFirst ? `,${thisName(fn, weaver, view)}${text}` : text
}

function thisName(fn: FunctionPlan, weaver: Weaver, view: View): string {
  return view.twinOf !== null && ownerOfThis(fn) === view.twinOf ? weaver.names.this : 'this'
}

function ownerOfThis(fn: FunctionPlan): FunctionPlan {
  let owner = fn
  while (owner.lexicalThis && owner.parent !== null) owner = owner.parent
  return owner
}

/** A function that gives names one by one, because any of them may still be uninitialised. */
export function reader(names: readonly string[], index: string): string {
  return names.length === 0 ? '0' : `${index}=>${choice(names, index, 0, names.length)}`
}

/** Halves, and not one after another: V8 has no stack for some thousand `a?b:` within each other. */
function choice(names: readonly string[], index: string, from: number, to: number): string {
  if (to - from === 1) return names[from] as string
  const middle = (from + to) >> 1
  return `${index}<${middle}?${choice(names, index, from, middle)}:${choice(names, index, middle, to)}`
}
