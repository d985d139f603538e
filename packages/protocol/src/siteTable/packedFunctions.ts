import { emptyLines, type FunctionLines, noteLines } from './functionLines'
import { FunctionReader, type ReaderState } from './functionReader'
import type { NamesInReach } from './namesInReach'
import { KINDS_OF_FUNCTION, KINDS_OF_SITE, VIEWS_OF_EXIT } from './pack'
import type { FunctionList, FunctionSites, Site } from './siteTable'

/** Numbers that are kept of where each function begins: in the digits, its line, its original line. */
const WIDTH = 3

/** The functions of a packed table, each decoded when it is first asked for. */
export class PackedFunctions implements FunctionList {
  private readonly begins: Int32Array
  /** In the woven file; without a map the original's are the same. */
  private readonly generatedLines: FunctionLines
  private readonly decoded = new Map<number, FunctionSites>()

  constructor(
    private readonly digits: string,
    private readonly mapped: boolean,
    readonly length: number,
    private readonly first: ReaderState,
    private readonly word: (index: number) => string,
    private readonly names: NamesInReach,
  ) {
    this.begins = new Int32Array(length * WIDTH)
    this.generatedLines = emptyLines(length)
    const reader = new FunctionReader(digits, mapped, first)
    for (let fn = 0; fn < length; fn++) {
      const { at, line, originalLine } = reader.state
      this.begins.set([at, line, originalLine], fn * WIDTH)
      for (let left = reader.skipHead(); left > 0; left--) {
        reader.readSite()
        noteLines(this.generatedLines, fn, reader.line, reader.firstLine, reader.endLine)
      }
    }
  }

  at(index: number): FunctionSites | undefined {
    if (index >= this.length) return undefined
    const known = this.decoded.get(index)
    if (known !== undefined) return known
    const fn = this.decode(index)
    this.decoded.set(index, fn)
    return fn
  }

  *[Symbol.iterator](): Generator<FunctionSites> {
    for (let fn = 0; fn < this.length; fn++) yield this.at(fn) as FunctionSites
  }

  /** The lines of every function, read without decoding any. */
  lines(source: number | 'generated'): FunctionLines {
    if (!this.mapped || source === 'generated') return this.generatedLines
    const found = emptyLines(this.length)
    const reader = new FunctionReader(this.digits, this.mapped, this.first)
    for (let fn = 0; fn < this.length; fn++) {
      for (let left = reader.skipHead(); left > 0; left--) {
        reader.readSite()
        if (reader.source !== source) continue
        noteLines(found, fn, reader.originalLine, reader.originalFirstLine, reader.originalEndLine)
      }
    }
    return found
  }

  private decode(index: number): FunctionSites {
    const [at = 0, line = 0, originalLine = 0] = this.begins.subarray(index * WIDTH)
    const reader = new FunctionReader(this.digits, this.mapped, { at, line, originalLine })
    const name = this.word(reader.number())
    const classIndex = reader.number()
    const kind = KINDS_OF_FUNCTION[reader.number()] as (typeof KINDS_OF_FUNCTION)[number]
    const flags = reader.number()
    const parameters = reader.number()
    const outer = this.readNames(reader)
    const own = this.readNames(reader)
    const sites: Site[] = []
    for (let left = reader.number(); left > 0; left--) sites.push(this.readSite(reader, (flags & 2) === 2))
    return {
      name,
      className: classIndex === 0 ? null : this.word(classIndex - 1),
      kind,
      suspends: (flags & 1) === 1,
      exit: VIEWS_OF_EXIT[flags >> 2] as (typeof VIEWS_OF_EXIT)[number],
      parameters,
      outer,
      own,
      sites,
    }
  }

  private readNames(reader: FunctionReader): string[] {
    const names: string[] = []
    for (let left = reader.number(); left > 0; left--) names.push(this.word(reader.number()))
    return names
  }

  private readSite(reader: FunctionReader, thisFirst: boolean): Site {
    reader.readSite()
    const { line, column, endLine, firstLine } = reader
    const kind = KINDS_OF_SITE[reader.kind] as (typeof KINDS_OF_SITE)[number]
    const generated = { line, column, endLine, firstLine }
    const inReach = this.names.at(reader.link, thisFirst)
    if (!this.mapped) return { kind, source: 0, ...generated, generated, ...inReach }
    return {
      kind,
      source: reader.source,
      line: reader.originalLine,
      column: reader.originalColumn,
      endLine: reader.originalEndLine,
      firstLine: reader.originalFirstLine,
      generated,
      ...inReach,
    }
  }
}
