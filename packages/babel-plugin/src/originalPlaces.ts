import type { Node, Position } from './babel'

/** Numbers of one piece in the compiler's record: offset in the woven text, offset in the source, characters copied. */
const PIECE = 3

/** Finds where places of a woven text were in its source. */
export class OriginalPlaces {
  private readonly lineStarts: number[] = [0]

  /**
   * @param source the text that was woven
   * @param record where its pieces went; see `InstrumentResult`
   */
  constructor(
    source: string,
    private readonly record: Int32Array,
  ) {
    for (const { index, 0: text } of source.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
      this.lineStarts.push(index + text.length)
    }
  }

  /** Moves a node of the woven tree to where its text stands in the source, one of our own to the place it is for. */
  restore(node: Node): void {
    if (typeof node.start !== 'number' || typeof node.end !== 'number') return
    node.start = this.offset(node.start)
    node.end = node.end === 0 ? 0 : Math.max(node.start, this.offset(node.end - 1) + 1)
    if (!node.loc) return
    this.place(node.loc.start, node.start)
    this.place(node.loc.end, node.end)
  }

  private offset(woven: number): number {
    const { record } = this
    const piece = lastUpTo(woven, record.length / PIECE, (index) => record[index * PIECE] as number) * PIECE
    const [out, source, length] = [record[piece], record[piece + 1], record[piece + 2]] as [number, number, number]
    return length === 0 ? source : source + woven - out
  }

  private place(position: Position, offset: number): void {
    const line = lastUpTo(offset, this.lineStarts.length, (index) => this.lineStarts[index] as number)
    position.line = line + 1
    position.column = offset - (this.lineStarts[line] as number)
    position.index = offset
  }
}

/** The index of the last of `count` rising values that is not above `limit`. */
function lastUpTo(limit: number, count: number, valueAt: (index: number) => number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (valueAt(middle) <= limit) low = middle
    else high = middle - 1
  }
  return low
}
