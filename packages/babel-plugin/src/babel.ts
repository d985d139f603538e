/** What the plugin uses of Babel, the same in 7 and 8. Babel itself is the peer that loads the plugin. */
export interface Babel {
  assertVersion(range: string): void
  parseSync(code: string, options: object): FileTree
  types: { traverseFast(node: Node, visit: (node: Node) => void): void }
}

/** A file on its way through Babel. */
export interface BabelFile {
  /** The text that was given to Babel; empty where it was given a tree alone. */
  code: string
  ast: FileTree
  opts: {
    filename?: string
    parserOpts: { sourceType?: string; allowReturnOutsideFunction?: boolean }
  }
  /** Converter of the map that the text came with. */
  inputMap?: { toObject(): object } | null
  scope: { crawl(): void }
  /** Handed to whoever called Babel, with the result. */
  metadata: Record<string, unknown>
}

export interface FileTree extends Node {
  program: Node & { body: Node[]; directives: Node[]; sourceType: string }
  comments?: unknown
  tokens?: unknown
}

export interface Node {
  type: string
  start?: number | null
  end?: number | null
  loc?: { start: Position; end: Position } | null
}

/** 1-based line, 0-based column; Babel keeps the offset here too. */
export interface Position {
  line: number
  column: number
  index: number
}
