/** Where a probe can stand: before a statement, at the start of a call, or at its end. */
export type SiteKind = 'entry' | 'statement' | 'exit'

/**
 * What the woven function tells of its end: its value or exception, only whether it completed, or nothing.
 * An exception cannot be seen where catching it would move the line that Node prints for an uncaught one.
 */
export type ExitView = 'value' | 'outcome' | 'none'

export type FunctionKind = 'module' | 'function' | 'arrow' | 'method' | 'getter' | 'setter' | 'constructor' | 'block'

/** A position in a file: 1-based line, 0-based column. */
export interface Position {
  line: number
  column: number
}

/** One place where a probe can stand. */
export interface Site extends Position {
  kind: SiteKind
  /** Index into the table's `sources`. */
  source: number
  /** Last line of the statement's own text, inner functions and blocks not counted; a probe may name any line up to it. */
  endLine: number
  /** First line of the labels that lead to it, `case 1:`, where a probe may be asked for too; else its own line. */
  firstLine: number
  /** The same place in the text that was woven; equal to the above where that text came without a source map. */
  generated: Position & { endLine: number; firstLine: number }
  /** Names in reach: `this` first where it can be read, then the parameters, then the locals. Later ones shadow. */
  names: readonly string[]
  /** Those of them whose values a hit hands over, in this order; a reader gives the others. */
  carried: readonly string[]
  /** Names that mean variables here that cannot be read, though others of the same name could be: `{ x; let x }`. */
  hidden: readonly string[]
}

/** One function of a woven file; the module's own code counts as the first one. */
export interface FunctionSites {
  name: string
  className: string | null
  kind: FunctionKind
  /** It can stop and go on later: async functions and generators. */
  suspends: boolean
  exit: ExitView
  /** How many names of every site, behind `this`, are parameters. */
  parameters: number
  /** Names of enclosing functions that this one uses; the first that its reader gives. */
  outer: readonly string[]
  /** Names of its own that its reader gives, behind the outer ones. */
  own: readonly string[]
  sites: readonly Site[]
}

/** Functions in the order in which they begin. An array is one. */
export interface FunctionList extends Iterable<FunctionSites> {
  readonly length: number
  /** @returns undefined behind the last */
  at(index: number): FunctionSites | undefined
}

/** All the places of one woven file. */
export interface SiteTable {
  /** The woven file. */
  file: string
  /** Original files that the text came from; just the woven file where it came without a source map. */
  sources: readonly string[]
  /** Names of the module itself, reached through one accessor for the file. */
  moduleNames: readonly string[]
  functions: FunctionList
}

/** A table with all its functions at hand, as the compiler gives it. */
export interface WholeSiteTable extends SiteTable {
  functions: readonly FunctionSites[]
}
