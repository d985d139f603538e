import type { FunctionSites, Site, SiteTable } from './siteTable'
import { VlqWriter } from './vlq'

/**
 * The names in reach at a site, latest first. Sites that follow each other share their tails, so a long function
 * costs one link for each name and not one list for each statement.
 */
export interface NameLink {
  readonly name: string
  readonly earlier: NameLink | null
  /** Its value is handed over with every hit; otherwise the reader of the function or of the module gives it. */
  carried: boolean
  /** It only says that the name must not be looked for beyond the function; see `Site.hidden`. */
  readonly hidden?: true
}

/** A site as the compiler plans it: the names are links. */
export interface PlannedSite extends Omit<Site, 'names' | 'carried' | 'hidden'> {
  names: NameLink | null
}

/** A function as the compiler plans it. */
export interface PlannedFunction extends Omit<FunctionSites, 'sites'> {
  sites: readonly PlannedSite[]
  /** `this` stands before the names of every site. */
  thisFirst: boolean
}

/** A table as the compiler plans it. */
export interface PlannedTable extends Omit<SiteTable, 'functions'> {
  functions: readonly PlannedFunction[]
}

export const KINDS_OF_SITE = ['entry', 'statement', 'exit'] as const
export const VIEWS_OF_EXIT = ['value', 'outcome', 'none'] as const
export const KINDS_OF_FUNCTION = [
  'module',
  'function',
  'arrow',
  'method',
  'getter',
  'setter',
  'constructor',
  'block',
] as const

/** What a name is at a site; 0 where a reader gives it. */
export const CARRIED = 1
export const HIDDEN = 2

/** Added to the kind of a site that labels lead to. */
export const LED = 4

/** Raised when the layout below changes; a runtime refuses tables of another version. */
export const TABLE_VERSION = 2

/**
 * Packs a table into one short string of printable characters: numbers as VLQ, then every name once. About five
 * characters a site; it is decoded only when somebody asks for the file's sites. `file` and `sources` are not in it.
 */
export function packSiteTable(table: PlannedTable): string {
  const numbers = new VlqWriter()
  const words = new Words()
  const links = new Links(words)
  for (const fn of table.functions) for (const site of fn.sites) links.indexOf(site.names)
  const mapped = table.sources.length !== 1 || table.sources[0] !== table.file

  numbers.write(TABLE_VERSION)
  numbers.write(mapped ? 1 : 0)
  writeNames(numbers, words, table.moduleNames)
  links.write(numbers)
  numbers.write(table.functions.length)
  let line = 0
  let originalLine = 0
  for (const fn of table.functions) {
    numbers.write(words.indexOf(fn.name))
    numbers.write(fn.className === null ? 0 : words.indexOf(fn.className) + 1)
    numbers.write(KINDS_OF_FUNCTION.indexOf(fn.kind))
    numbers.write(VIEWS_OF_EXIT.indexOf(fn.exit) * 4 + (fn.thisFirst ? 2 : 0) + (fn.suspends ? 1 : 0))
    numbers.write(fn.parameters)
    writeNames(numbers, words, fn.outer)
    writeNames(numbers, words, fn.own)
    numbers.write(fn.sites.length)
    for (const site of fn.sites) {
      const led = site.generated.firstLine < site.generated.line
      numbers.write(KINDS_OF_SITE.indexOf(site.kind) + (led ? LED : 0))
      numbers.write(site.generated.line - line)
      numbers.write(site.generated.column)
      numbers.write(site.generated.endLine - site.generated.line)
      numbers.write(links.indexOf(site.names))
      if (led) numbers.write(site.generated.line - site.generated.firstLine)
      line = site.generated.line
      if (!mapped) continue
      numbers.write(site.source)
      numbers.write(site.line - originalLine)
      numbers.write(site.column)
      numbers.write(site.endLine - site.line)
      if (led) numbers.write(site.line - site.firstLine)
      originalLine = site.line
    }
  }
  return `${numbers.text} ${words.text()}`
}

function writeNames(numbers: VlqWriter, words: Words, names: readonly string[]): void {
  numbers.write(names.length)
  for (const name of names) numbers.write(words.indexOf(name))
}

/** Every string of the table, once. */
class Words {
  private readonly indices = new Map<string, number>()

  indexOf(word: string): number {
    const known = this.indices.get(word)
    if (known !== undefined) return known
    this.indices.set(word, this.indices.size)
    return this.indices.size - 1
  }

  text(): string {
    return [...this.indices.keys()].map((word) => encodeURIComponent(word)).join(' ')
  }
}

/** Every link of the table, each after its earlier one; 0 stands for no names. */
class Links {
  private readonly indices = new Map<NameLink, number>()

  constructor(private readonly words: Words) {}

  indexOf(link: NameLink | null): number {
    const path: NameLink[] = []
    let at = link
    while (at !== null && !this.indices.has(at)) {
      path.push(at)
      at = at.earlier
    }
    for (const next of path.reverse()) this.indices.set(next, this.indices.size + 1)
    return link === null ? 0 : (this.indices.get(link) as number)
  }

  write(numbers: VlqWriter): void {
    numbers.write(this.indices.size)
    let previous = 0
    for (const [link, index] of this.indices) {
      const earlier = link.earlier === null ? 0 : (this.indices.get(link.earlier) as number)
      numbers.write(previous - earlier)
      numbers.write(this.words.indexOf(link.name) * 3 + (link.hidden ? HIDDEN : link.carried ? CARRIED : 0))
      previous = index
    }
  }
}
