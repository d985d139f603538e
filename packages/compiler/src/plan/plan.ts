import type * as t from '@babel/types'
import type { SourceType } from '../parse/parse'
import { canEndAtReturns, chooseExitView } from './exit'
import { handOverFewerNames } from './fewerNames'
import { hasDirective } from './forms/function'
import { planStatements } from './forms/statements'
import { emptyFunction, type FunctionPlan } from './functionPlan'
import { boundGrowth, mostCharacters, type Thinning } from './growth'
import { hideNames } from './hiddenNames'
import { Planner } from './planner'
import { endOf, startOf } from './position'
import { leaveToReader, moduleNames, outerNames, ownNames } from './reader'
import { PlanRefusal } from './refusal'
import { Scope } from './scope'
import { refuseTwin } from './twin'

/** What is to be done to one file. */
export interface FilePlan {
  /** The module's own code. */
  module: FunctionPlan
  /** Every function that gets a gate, in the order of the gates; the module is the first. */
  functions: FunctionPlan[]
  moduleNames: string[]
  /** Places that stay as they are, with the reason. */
  skipped: { line: number; reason: string }[]
  /** Offsets of every comment, in order: start, end, start, end, … */
  comments: Int32Array
}

/**
 * Decides what the weave does to a file. Changes nothing.
 *
 * @param most characters that the woven text is to have
 * @throws PlanRefusal when the file has to stay as it is
 */
export function planFile(
  file: t.File,
  source: string,
  sourceType: SourceType,
  most = mostCharacters(source.length),
): FilePlan {
  const planner = new Planner(source, sourceType)
  const module = emptyFunction('module', '', null)
  const moduleScope = new Scope(null, module, false)
  planner.fn = module
  planner.scope = moduleScope
  module.scope = moduleScope
  planner.functions.push(module)
  planModule(file.program, module, planner)
  module.index = 0
  module.ownLinks = [...planner.names.own]
  moduleScope.close()
  if (moduleScope.declared.has('globalThis')) throw new PlanRefusal('the file declares `globalThis` itself', 1)
  for (const fn of planner.functions) {
    fn.refusal = refuseTwin(fn)
    fn.form = fn.refusal === null ? 'twin' : 'inline'
    leaveToReader(fn, new Set(ownNames(fn)))
  }
  const comments = Int32Array.from((file.comments ?? []).flatMap(({ start = 0, end = 0 }) => [start, end]))
  const thinning = boundGrowth(planner.functions, source.length, density(source, comments), most)
  const functions = planner.functions.filter((fn) => !thinning.bare.has(fn))
  for (const fn of thinning.bare) leaveBare(fn)
  for (const [index, fn] of functions.entries()) fn.index = index
  for (const [fn, reason] of reasonsOf(thinning)) planner.skipped.push({ line: fn.startLine, reason })
  for (const fn of functions) conclude(fn, moduleScope)
  const namesOfModule = moduleNames(moduleScope)
  leaveToReader(module, new Set(namesOfModule))
  for (const fn of functions) handOverFewerNames(fn, thinning.mostNames.get(fn) ?? 0)
  hideNames(functions, namesOfModule, moduleScope)
  return {
    module,
    functions,
    moduleNames: namesOfModule,
    skipped: planner.skipped,
    comments,
  }
}

/** It runs as it stands, and so do its statements; functions inside it may have gates. */
function leaveBare(fn: FunctionPlan): void {
  fn.form = 'bare'
  fn.index = -1
  fn.sites = []
  fn.marks = fn.marks.filter(({ kind }) => kind !== 'site' && kind !== 'testSite' && kind !== 'endBraces')
}

function* reasonsOf({ thinned, bare }: Thinning): Iterable<[FunctionPlan, string]> {
  for (const fn of thinned) {
    yield [fn, 'its statements are so many and so short that not every one can hold a probe']
  }
  const [first] = bare
  if (first !== undefined) {
    yield [first, `functions are so many and so short that ${bare.size} of them, from here on, can hold no probe`]
  }
}

function planModule(program: t.Program, module: FunctionPlan, planner: Planner): void {
  const directive = program.directives.at(-1)
  const first = program.body[0]
  module.end = planner.source.length
  module.bodyEnd = module.end
  module.bodyStart = directive !== undefined ? endOf(directive) : first !== undefined ? startOf(first) : 0
  planner.strict = planner.sourceType === 'module' || hasDirective(program, 'use strict')
  module.strict = planner.strict
  planner.visitAll(program.directives)
  planStatements(program.body, planner)
}

/** Decides what needs the whole walk to be known. */
function conclude(fn: FunctionPlan, moduleScope: Scope): void {
  fn.endsAtReturns = canEndAtReturns(fn)
  fn.exit = chooseExitView(fn)
  fn.thisFirst = fn.uses.this && fn.kind !== 'module' && fn.kind !== 'block' && !readsDerivedThis(fn)
  fn.outer = outerNames(fn, moduleScope)
  fn.own = ownNames(fn)
  leaveToReader(fn, new Set(fn.own))
  if (fn.exit === 'none') return
  const generated = { ...fn.endPosition, endLine: fn.endPosition.line, firstLine: fn.endPosition.line }
  fn.sites.push({ kind: 'exit', source: 0, ...generated, generated, names: fn.entryNames, scope: fn.scope as Scope })
}

/** In the constructor of a derived class, and in arrows in it, reading `this` may throw. */
function readsDerivedThis(fn: FunctionPlan): boolean {
  let owner = fn
  while (owner.lexicalThis && owner.parent !== null) owner = owner.parent
  return owner.derived
}

/** How much of the source is neither comment nor indentation, between 0 and 1. */
function density(source: string, comments: Int32Array): number {
  let idle = 0
  for (let i = 0; i < comments.length; i += 2) idle += (comments[i + 1] as number) - (comments[i] as number)
  for (const found of source.matchAll(/\n[ \t]+/g)) idle += found[0].length
  return Math.max(0, 1 - idle / source.length)
}
