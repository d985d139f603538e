import type { SourceMapSegment } from '@jridgewell/sourcemap-codec'

/** A word or a single other character: where a token may begin. In a template a `$` may be the start of a hole. */
const TOKEN = /(?:[\w\u0080-\u2027\u202a-\uffff]|\$(?!\{))+|[^\s\w]/g

/**
 * The mappings of a woven text: one for every place where a token may begin, so that a reader who does not count
 * columns on from a mapping gets exact ones.
 *
 * @param record see `Output`
 */
export function decodedMappings(source: string, code: string, record: Int32Array): SourceMapSegment[][] {
  const sourceLines = new Lines(source)
  const codeLines = new Lines(code)
  const mappings: SourceMapSegment[][] = []
  const add = (generated: number, original: number): void => {
    const to = codeLines.locate(generated)
    const from = sourceLines.locate(original)
    while (mappings.length <= to.line) mappings.push([])
    mappings[to.line]?.push([to.column, 0, from.line, from.column])
  }
  for (let i = 0; i < record.length; i += 3) {
    const generated = record[i] as number
    const original = record[i + 1] as number
    const length = record[i + 2] as number
    if (length === 0) add(generated, original)
    for (const found of source.slice(original, original + length).matchAll(TOKEN)) {
      add(generated + found.index, original + found.index)
    }
  }
  return mappings
}

/** Turns offsets into 0-based lines and columns; quick when asked in ascending order. */
export class Lines {
  private readonly starts: number[] = [0]
  private line = 0

  constructor(text: string) {
    for (const found of text.matchAll(/\r\n?|[\n\u2028\u2029]/g)) this.starts.push(found.index + found[0].length)
  }

  locate(offset: number): { line: number; column: number } {
    const { starts } = this
    if (offset < (starts[this.line] as number)) this.line = this.lineBefore(offset)
    while (this.line + 1 < starts.length && (starts[this.line + 1] as number) <= offset) this.line++
    return { line: this.line, column: offset - (starts[this.line] as number) }
  }

  /** Offset of a 0-based line and column. */
  offset(line: number, column: number): number {
    return (this.starts[line] ?? 0) + column
  }

  private lineBefore(offset: number): number {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}
