import type { ExitView, FunctionKind, NameLink, PlannedSite } from '@debugin/protocol'
import type { Mark } from './mark'
import type { Scope } from './scope'

/**
 * How probes reach a function.
 *
 * - `twin`: a gate at its start leads to a copy of its body that holds the stubs.
 * - `inline`: its own statements carry gated stubs, because a copy could be told from it or would be too large.
 * - `bare`: nothing is woven into it.
 */
export type FunctionForm = 'twin' | 'inline' | 'bare'

/** Why a function has no twin, or nothing at all; shown to people. */
export type Refusal = string

/** A site with the scope that it stands in. */
export interface ScopedSite extends PlannedSite {
  scope: Scope
}

/** Everything the weave needs to know about one function. The module's own code is the first one. */
export interface FunctionPlan {
  /** Its place in the site table, which numbers its gate; -1 for one that gets no gate. */
  index: number
  parent: FunctionPlan | null
  kind: FunctionKind | 'initializer'
  name: string
  className: string | null
  async: boolean
  generator: boolean
  /** `this`, `arguments`, `super` and `new.target` belong to an enclosing function. */
  lexicalThis: boolean
  /** An arrow whose body is an expression. */
  expression: boolean
  /** It is the constructor of a class that extends another, where `this` cannot be read at first. */
  derived: boolean
  strict: boolean
  /** It can be called before the first statement of its module has run. */
  hoisted: boolean
  /** Offset of its own text: for a method this begins after the key. */
  start: number
  end: number
  /** Offsets between which its statements stand, directives and braces left out; or its expression, parentheses in. */
  bodyStart: number
  bodyEnd: number
  startLine: number
  /** Of its closing brace, or behind its expression: 1-based line, 0-based column. */
  endPosition: { line: number; column: number }

  /** Every name its parameters bind. */
  parameters: string[]
  simpleParameters: boolean
  /** Names that functions inside the parameters use: `function f(a, g = () => a) {}`. */
  parameterClosures: string[]
  /** Functions declared among its outermost statements. */
  innerDeclarations: string[]
  /** One of them is declared again, which a block does not allow: `function f() { var g; function g() {} }`. */
  redeclaresFunction: boolean
  /** The name of a function expression, when its body uses it. */
  selfName: string | null
  uses: FunctionUses
  form: FunctionForm
  refusal: Refusal | null
  exit: ExitView
  /** Each `return` tells of the end of the call, instead of a `finally` around the body. */
  endsAtReturns: boolean
  /** A `return` in it goes through a `finally` of the program's, which may run long or return something else. */
  lateReturn: boolean
  /** A `return` in it stands where nothing can be woven. */
  unseenReturn: boolean
  /** A name declared in a block hides a parameter there. */
  hidesParameter: boolean
  hasReturnValue: boolean
  /** Its value is a function or class without a name, which an assignment would name. */
  unnamedValue: boolean

  /** During the walk: line of the `case` whose first statement is still to come; 0 for none. */
  labelLine: number
  sites: ScopedSite[]
  /** `this` is the first of the values at every site. */
  thisFirst: boolean
  /** The names that are initialised at its start. */
  entryNames: NameLink | null
  outer: string[]
  /** Names of its own that its reader gives. */
  own: string[]
  /** Links of the names that belong to its outermost scope, parameters left out. */
  ownLinks: NameLink[]
  marks: Mark[]
  /** Names it uses and does not declare, its inner functions included. */
  free: Set<string>
  /** The scope of its parameters and outermost declarations; null before the walk. */
  scope: Scope | null
  /** The scope that it stands in; null for the module's own code. */
  definedIn: Scope | null
  /** Names of its outermost scope that functions inside it use. */
  captured: Set<string>
}

/** What a function's own code (arrows in it included, for the first four) makes use of. */
export interface FunctionUses {
  this: boolean
  arguments: boolean
  newTarget: boolean
  super: boolean
  /** In it or in a function inside it. */
  eval: boolean
  taggedTemplate: boolean
  /** Text that means something else on one line, or with a name instead of `this`. */
  fixedText: boolean
  /** A parameter is given a value by code of the function. */
  assignsParameter: boolean
  /** `arguments` is used for more than reading its elements and its length. */
  argumentsEscape: boolean
  /** Its parameters contain a function that uses a parameter whose value changes. */
  sharesParameter: boolean
  declaresArguments: boolean
  /** It assigns to its own name, which is ignored or throws. */
  assignsSelf: boolean
  with: boolean
}

/** A plan of which nothing is known yet. */
export function emptyFunction(kind: FunctionPlan['kind'], name: string, parent: FunctionPlan | null): FunctionPlan {
  return {
    index: -1,
    parent,
    kind,
    name,
    className: null,
    async: false,
    generator: false,
    lexicalThis: false,
    expression: false,
    derived: false,
    strict: false,
    hoisted: parent?.hoisted ?? false,
    start: 0,
    end: 0,
    bodyStart: 0,
    bodyEnd: 0,
    startLine: 1,
    endPosition: { line: 1, column: 0 },
    parameters: [],
    simpleParameters: true,
    parameterClosures: [],
    innerDeclarations: [],
    redeclaresFunction: false,
    selfName: null,
    uses: {
      this: false,
      arguments: false,
      newTarget: false,
      super: false,
      eval: false,
      taggedTemplate: false,
      fixedText: false,
      with: false,
      assignsParameter: false,
      argumentsEscape: false,
      sharesParameter: false,
      declaresArguments: false,
      assignsSelf: false,
    },
    form: 'inline',
    refusal: null,
    exit: 'none',
    endsAtReturns: false,
    lateReturn: false,
    unseenReturn: false,
    hidesParameter: false,
    hasReturnValue: false,
    unnamedValue: false,
    labelLine: 0,
    sites: [],
    thisFirst: false,
    entryNames: null,
    outer: [],
    own: [],
    ownLinks: [],
    marks: [],
    free: new Set(),
    scope: null,
    definedIn: null,
    captured: new Set(),
  }
}
