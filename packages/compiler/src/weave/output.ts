/**
 * The text being written, with a record of where each piece of it came from: three numbers a piece, namely its offset
 * in the output, the offset in the source that it stands for, and how many characters were copied (0 for text of our
 * own). The record is what a source map is made from, and only when somebody asks for one.
 */
export class Output {
  text = ''
  /** Code of the last character; asking the growing text for it would copy all of it. */
  last = 0
  private readonly pieces: number[] = []

  constructor(private readonly source: string) {}

  /** Copies a piece of the source as it is. */
  copy(from: number, to: number): void {
    if (from >= to) return
    this.pieces.push(this.text.length, from, to - from)
    this.text += this.source.slice(from, to)
    this.last = this.source.charCodeAt(to - 1)
  }

  /** Writes text of our own that stands for the place `at` in the source. */
  insert(text: string, at: number): void {
    if (text === '') return
    this.pieces.push(this.text.length, at, 0)
    this.text += text
    this.last = text.charCodeAt(text.length - 1)
  }

  /** The record, piece by piece in the order of the output. */
  record(): Int32Array {
    return Int32Array.from(this.pieces)
  }
}
