import { closeSync, fstatSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { HEADER_BYTES, readHeader, writeHeader } from './record'

/** Bytes that are read at once, unless a single event has more. */
const CHUNK = 1024 * 1024

const LINE_BREAK = 10

/** Lines of a segment, and where the next one begins. */
export interface Lines {
  lines: string[]
  /** For each line the byte at which it ends. */
  ends: number[]
}

/** One file of a spool: lines are appended at its end and taken from its beginning. */
export class Segment {
  private constructor(
    readonly path: string,
    private readonly file: number,
    /** Bytes of the file. */
    public bytes: number,
    /** Where the first line begins that has not been sent. */
    public from: number,
  ) {}

  /** @throws Error of the file system */
  static create(path: string): Segment {
    const file = openSync(path, 'wx+', 0o600)
    const segment = new Segment(path, file, 0, HEADER_BYTES)
    try {
      segment.append(writeHeader(HEADER_BYTES))
      return segment
    } catch (error) {
      segment.remove()
      throw error
    }
  }

  /**
   * Opens a segment that another process has left.
   *
   * @returns null for a file that is none
   * @throws Error of the file system
   */
  static open(path: string): Segment | null {
    const file = openSync(path, 'r+')
    const header = Buffer.alloc(HEADER_BYTES)
    readSync(file, header, 0, HEADER_BYTES, 0)
    const from = readHeader(header.toString('latin1'))
    if (from !== null) return new Segment(path, file, fstatSync(file).size, from)
    closeSync(file)
    return null
  }

  /**
   * Appends all of a text or, when the disk is full, nothing.
   *
   * @throws Error of the file system
   */
  append(text: string): void {
    const bytes = Buffer.from(text)
    try {
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(this.file, bytes, done, bytes.length - done, this.bytes + done)
      }
      this.bytes += bytes.length
    } catch (error) {
      ftruncateSync(this.file, this.bytes)
      throw error
    }
  }

  /** The next lines, about as many bytes as asked for, but one at least; none at the end. */
  read(bytes: number): Lines {
    for (let size = Math.min(bytes, CHUNK); ; size *= 4) {
      const chunk = Buffer.alloc(Math.min(size, this.bytes - this.from))
      const length = readSync(this.file, chunk, 0, chunk.length, this.from)
      const atEnd = this.from + length >= this.bytes
      const found = splitLines(chunk.subarray(0, length), this.from, atEnd)
      if (found.lines.length > 0 || atEnd || length === 0) return found
    }
  }

  /** Notes on the disk that everything before a byte has been sent. */
  advance(to: number): void {
    this.from = to
    try {
      writeSync(this.file, writeHeader(to), 0, 'latin1')
    } catch {
      // Then some are sent twice after a crash, which their ids make harmless.
    }
  }

  close(): void {
    closeSync(this.file)
  }

  remove(): void {
    this.close()
    rmSync(this.path, { force: true })
  }
}

/** @param atEnd whether what follows the last line break is all there will ever be of a line */
function splitLines(chunk: Buffer, start: number, atEnd: boolean): Lines {
  const lines: string[] = []
  const ends: number[] = []
  let from = 0
  for (let end = chunk.indexOf(LINE_BREAK); end !== -1; end = chunk.indexOf(LINE_BREAK, from)) {
    lines.push(chunk.toString('utf8', from, end))
    from = end + 1
    ends.push(start + from)
  }
  if (atEnd && from < chunk.length) {
    lines.push(chunk.toString('utf8', from))
    ends.push(start + chunk.length)
  }
  return { lines, ends }
}
