/** What a comment asks for that concerns a whole file, and the 1-based line on which it stands. */
export interface FileMark {
  kind: 'ignore' | 'include'
  line: number
}

/** The comment begins its line: what only mentions the word in a string or behind code asks for nothing. */
const COMMENT = /^[ \t]*(?:\/\/|\/\*+|\*)[ \t]*@debugin-(ignore|include)\b/m

/** The first `// @debugin-ignore` or `// @debugin-include` of a file; null where there is none. */
export function markOf(source: string): FileMark | null {
  // Next to no file has one, and looking for a fixed text costs nothing.
  if (!source.includes('@debugin-')) return null
  const found = COMMENT.exec(source)
  if (found === null) return null
  return { kind: found[1] as FileMark['kind'], line: source.slice(0, found.index).split('\n').length }
}
