import type { FunctionPlan } from './functionPlan'

/**
 * A place in the source where the weave may have something to do. Marks of one function stand in source order; each
 * form of the text (as it runs when idle, or on one line inside a twin) takes from a mark what it needs.
 */
export type Mark =
  /** A statement starts: its stub goes here. `braces` when it is the lone body of an `if` or a loop. */
  | { kind: 'site'; at: number; index: number; braces: boolean }
  /** The condition of a `do` loop starts: its stub goes here, before a comma. */
  | { kind: 'testSite'; at: number; index: number }
  /** A statement ends that got braces. */
  | { kind: 'endBraces'; at: number; index: number }
  /** The value of a `return` starts; `unnamed` when an assignment would give it a name. */
  | { kind: 'return'; at: number; unnamed: boolean }
  | { kind: 'endReturn'; at: number }
  /** Behind a `return` without a value; `open` when a line break or a brace stands for its semicolon. */
  | { kind: 'bareReturn'; at: number; open: boolean }
  /** `this`, `arguments` or `new.target` of `owner`, which a twin of `owner` takes as a parameter. */
  | {
      kind: 'word'
      at: number
      end: number
      word: 'this' | 'arguments' | 'new.target'
      owner: FunctionPlan
      shorthand: boolean
    }
  /** A function inside this one. */
  | { kind: 'inner'; at: number; end: number; fn: FunctionPlan }
  /** A semicolon that a line break stood for: on one line, or always where a stub behind it would need it too. */
  | { kind: 'semicolon'; at: number; always: boolean }
  /** On one line, another way to write a piece of text that holds line breaks. */
  | { kind: 'oneLine'; at: number; end: number; text: string }
