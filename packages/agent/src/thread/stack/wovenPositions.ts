import type { WeaveReport } from '../../load/weaveFile'

/** A place in a text: 1-based line, 0-based column. */
export interface Place {
  line: number
  column: number
}

/** Where a place of a woven text came from; `inserted`: it is in text of ours that stands there. */
export interface Origin extends Place {
  inserted: boolean
}

/**
 * Finds the way back from the positions of a woven text. Only the source and the record of the weave are needed: the
 * woven text has the same line breaks, since what we insert holds none and twins stand on one line.
 */
export class WovenPositions {
  /** Offset of each line in the source, and in the woven text. */
  private readonly sourceLines: number[] = [0]
  private readonly wovenLines: number[] = [0]

  constructor(
    source: string,
    private readonly record: Int32Array,
  ) {
    for (const found of source.matchAll(/\r\n?|[\n\u2028\u2029]/g)) this.sourceLines.push(found.index + found[0].length)
    this.findWovenLines()
  }

  originOf({ line, column }: Place): Origin | null {
    const start = this.wovenLines[line - 1]
    if (start === undefined) return null
    const piece = this.pieceAt(start + column)
    if (piece < 0) return null
    const from = this.record[piece + 1] as number
    const length = this.record[piece + 2] as number
    const offset = length === 0 ? from : from + start + column - (this.record[piece] as number)
    return { ...this.place(offset), inserted: length === 0 }
  }

  /** Only pieces copied as they are hold line breaks, and each break is copied so once. */
  private findWovenLines(): void {
    const { record, sourceLines, wovenLines } = this
    for (let i = 0; i < record.length; i += 3) {
      const from = record[i + 1] as number
      const end = from + (record[i + 2] as number)
      // A break belongs to the piece that holds its last character.
      let next = sourceLines[wovenLines.length]
      while (next !== undefined && next > from && next <= end) {
        wovenLines.push((record[i] as number) + next - from)
        next = sourceLines[wovenLines.length]
      }
    }
  }

  /** Index of the piece that holds an offset of the woven text. */
  private pieceAt(offset: number): number {
    const { record } = this
    let low = 0
    let high = record.length / 3
    while (low < high) {
      const middle = (low + high) >> 1
      if ((record[middle * 3] as number) <= offset) low = middle + 1
      else high = middle
    }
    return (low - 1) * 3
  }

  private place(offset: number): Place {
    const { sourceLines } = this
    let low = 0
    let high = sourceLines.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((sourceLines[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (sourceLines[low] as number) }
  }
}

/** Whether a text can be the one that was woven. */
export function isSourceOf(report: WeaveReport, source: string): boolean {
  return source.length === report.sourceLength
}
