import { LED } from './pack'
import { VlqReader } from './vlq'

/** Where the reading of a function begins: in the digits, and the lines that its first site's are told from. */
export interface ReaderState {
  at: number
  line: number
  originalLine: number
}

/**
 * Reads the functions of a packed table one number after the other, and makes nothing of them: whoever asks for a line of a
 * large file needs the sites of a few functions, and has to get by the others.
 */
export class FunctionReader {
  private readonly numbers: VlqReader
  /** The site that was read last. Lines are 1-based, columns 0-based; what is of the original is there only with a map. */
  kind = 0
  link = 0
  line: number
  column = 0
  endLine = 0
  firstLine = 0
  source = 0
  originalLine: number
  originalColumn = 0
  originalEndLine = 0
  originalFirstLine = 0

  constructor(
    digits: string,
    private readonly mapped: boolean,
    { at, line, originalLine }: ReaderState,
  ) {
    this.numbers = new VlqReader(digits, at)
    this.line = line
    this.originalLine = originalLine
  }

  /** Where the next function begins, when all sites of one have been read. */
  get state(): ReaderState {
    return { at: this.numbers.at, line: this.line, originalLine: this.originalLine }
  }

  /** The next number that belongs to no site. */
  number(): number {
    return this.numbers.read()
  }

  /** Passes by what a function says of itself (name, class, kind, flags, parameters); gives the number of its sites. */
  skipHead(): number {
    this.numbers.skip(5)
    this.numbers.skip(this.numbers.read())
    this.numbers.skip(this.numbers.read())
    return this.numbers.read()
  }

  readSite(): void {
    const { numbers } = this
    const kindAndLed = numbers.read()
    const led = kindAndLed >= LED
    this.kind = kindAndLed % LED
    this.line += numbers.read()
    this.column = numbers.read()
    this.endLine = this.line + numbers.read()
    this.link = numbers.read()
    this.firstLine = led ? this.line - numbers.read() : this.line
    if (!this.mapped) return
    this.source = numbers.read()
    this.originalLine += numbers.read()
    this.originalColumn = numbers.read()
    this.originalEndLine = this.originalLine + numbers.read()
    this.originalFirstLine = led ? this.originalLine - numbers.read() : this.originalLine
  }
}
