import type * as t from '@babel/types'
import type { Position, SiteKind } from '@debugin/protocol'
import { CHILDREN } from './children'
import { FORMS } from './forms/table'
import { planType } from './forms/type'
import type { FunctionPlan } from './functionPlan'
import type { Mark } from './mark'
import { NamesInReach } from './namesInReach'
import { lineOf } from './position'
import { PlanRefusal } from './refusal'
import { type BindingKind, Scope } from './scope'

/** A syntax node whose parts are looked up by name; Babel's node types have no index signature. */
type Parts = Record<string, t.Node | null | undefined | (t.Node | null)[]>

/**
 * The state of the one walk over a file: which function and scope the walk is in, and which names are initialised at
 * this place. The files in `forms/` say what each syntactic form does to it. It never changes a node.
 */
export class Planner {
  /** Functions that get a gate, in the order of their gates. */
  readonly functions: FunctionPlan[] = []
  readonly skipped: { line: number; reason: string }[] = []
  scope!: Scope
  fn!: FunctionPlan
  names = new NamesInReach()
  /** How many pieces of text that must stay as they are the walk is in. */
  untouched = 0
  className: string | null = null
  /** The class around extends another one. */
  derivedClass = false
  strict = false
  /** An expression that would give its name to an anonymous function, and that name. */
  named: { node: t.Node; name: string } | null = null

  constructor(
    readonly source: string,
    readonly sourceType: 'commonjs' | 'module' | 'script',
  ) {}

  /** Visits a part of any form. */
  visit(node: t.Node | null | undefined): void {
    if (node === null || node === undefined) return
    const form = FORMS[node.type]
    if (form !== undefined) {
      form(node, this)
      return
    }
    if (node.type.startsWith('TS') && CHILDREN[node.type] === undefined) {
      planType(node, this)
      return
    }
    const keys = CHILDREN[node.type]
    if (keys === undefined) throw new PlanRefusal(`the form ${node.type} is not known`, lineOf(node))
    for (const key of keys) {
      const part = (node as unknown as Parts)[key]
      if (Array.isArray(part)) this.visitAll(part)
      else this.visit(part)
    }
  }

  visitAll(nodes: readonly (t.Node | null | undefined)[] | null | undefined): void {
    if (nodes === null || nodes === undefined) return
    for (const node of nodes) this.visit(node)
  }

  /** Visits an expression that gets a name where it is an anonymous function or class. */
  visitNamed(node: t.Node | null | undefined, name: string): void {
    if (node !== null && node !== undefined) this.named = { node, name }
    this.visit(node)
  }

  /** The name that an anonymous function gets from where it stands. */
  nameOf(node: t.Node): string {
    return this.named?.node === node ? this.named.name : ''
  }

  mark(mark: Mark): void {
    this.fn.marks.push(mark)
  }

  /** Records a place for a probe and returns its index in the current function. */
  addSite(kind: SiteKind, node: t.Node, endLine: number, at: Position | undefined = node.loc?.start): number {
    const { scope } = this
    const line = at?.line ?? 1
    const firstLine = kind === 'statement' && this.fn.labelLine > 0 ? this.fn.labelLine : line
    if (kind === 'statement') this.fn.labelLine = 0
    const generated = { line, column: at?.column ?? 0, endLine: Math.max(line, endLine), firstLine }
    return this.fn.sites.push({ kind, source: 0, ...generated, generated, names: this.names.latest, scope }) - 1
  }

  declare(name: string, kind: BindingKind): void {
    let scope = this.scope
    if (kind === 'var') while (scope.fn === this.fn && scope !== this.functionScope()) scope = scope.parent as Scope
    scope.declare(name, kind)
  }

  /** The scope of the current function's parameters, `var`s and outermost declarations. */
  functionScope(): Scope {
    let scope = this.scope
    while (scope.parent !== null && scope.parent.fn === this.fn) scope = scope.parent
    return scope
  }

  /** From here on the names hold values. */
  initialise(names: readonly string[], kind: BindingKind): void {
    if (kind === 'var') this.names.addVars(names)
    else this.names.add(names, kind !== 'parameter' && this.scope === this.functionScope())
  }

  /** Runs the visit of a function's parameters and body. */
  inFunction(fn: FunctionPlan, visit: () => void): void {
    const { fn: around, scope, names, strict, className, derivedClass } = this
    this.fn = fn
    this.scope = new Scope(scope, fn, true)
    this.names = new NamesInReach()
    this.className = null
    visit()
    fn.scope = this.scope
    fn.definedIn = scope
    fn.free = this.scope.close()
    noteBindings(fn, this.scope)
    fn.ownLinks = [...this.names.own]
    Object.assign(this, { fn: around, scope, names, strict, className, derivedClass })
  }

  /**
   * Runs the visit of a block.
   *
   * @param declared the names that its statements declare for themselves
   */
  block(declared: readonly string[], visit: () => void): void {
    const { scope } = this
    this.scope = new Scope(scope, this.fn, false)
    this.names.within(declared, visit)
    for (const name of this.scope.declared.keys()) this.fn.hidesParameter ||= this.fn.parameters.includes(name)
    this.scope.close()
    this.scope = scope
  }

  /** The function that `this` and `arguments` belong to here. */
  thisOwner(): FunctionPlan {
    let fn = this.fn
    while (fn.lexicalThis && fn.parent !== null) fn = fn.parent
    return fn
  }

  /** Whether `arguments` is a name of the program here: `(arguments) => arguments` reads a parameter. */
  declaresArguments(): boolean {
    const owner = this.thisOwner()
    for (let scope: Scope | null = this.scope; scope !== null; scope = scope.parent) {
      if (scope.declared.has('arguments')) return true
      if (scope.fn === owner && scope.parent?.fn !== owner) return false
    }
    return false
  }

  /** Notes a use for the current function and, from an arrow, for the functions up to the owner of `this`. */
  useLexical(use: 'this' | 'arguments' | 'newTarget' | 'super'): FunctionPlan {
    let fn = this.fn
    fn.uses[use] = true
    while (fn.lexicalThis && fn.parent !== null) {
      fn = fn.parent
      fn.uses[use] = true
    }
    return fn
  }

  /** Notes something that no copy of the current function, or of a function around it, may hold. */
  useUncopyable(use: 'eval' | 'taggedTemplate' | 'fixedText' | 'with'): void {
    for (let fn: FunctionPlan | null = this.fn; fn !== null; fn = fn.parent) fn.uses[use] = true
  }

  /** On one line, the statement needs the semicolon that a line break stands for in the source; see `Mark`. */
  semicolonAfter(node: t.Node, always = false): void {
    const end = node.end as number
    if (this.source.charCodeAt(end - 1) !== 59) this.mark({ kind: 'semicolon', at: end, always })
  }
}

/** What the declarations of a function, all known now, mean for a copy of it. */
function noteBindings(fn: FunctionPlan, scope: Scope): void {
  // In an arrow it is declared too late for the uses before it, which were taken for the function's own.
  if (scope.declared.has('arguments'))
    for (let at = fn; ; at = at.parent) {
      at.uses.declaresArguments = true
      if (!at.lexicalThis || at.parent === null) break
    }
  for (const [name, binding] of scope.declared) {
    if (binding.captured) fn.captured.add(name)
    if (!binding.assigned || binding.kind !== 'parameter') continue
    fn.uses.assignsParameter = true
    if (fn.parameterClosures.includes(name)) fn.uses.sharesParameter = true
  }
  fn.redeclaresFunction = fn.innerDeclarations.some((name) => (scope.declared.get(name)?.declarations ?? 0) > 1)
}
