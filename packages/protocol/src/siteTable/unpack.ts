import { CARRIED, HIDDEN, KINDS_OF_FUNCTION, KINDS_OF_SITE, LED, TABLE_VERSION, VIEWS_OF_EXIT } from './pack'
import type { FunctionSites, Site, SiteTable } from './siteTable'
import { VlqReader } from './vlq'

/**
 * Reads a packed table back.
 *
 * @param packed what `packSiteTable` gave
 * @param file the woven file
 * @param sources the original files, in the order of the sites' `source`
 * @throws Error when the table was packed by another version
 */
export function unpackSiteTable(packed: string, file: string, sources: readonly string[]): SiteTable {
  const [digits = '', ...encoded] = packed.split(' ')
  const words = encoded.map((word) => decodeURIComponent(word))
  const numbers = new VlqReader(digits)
  const version = numbers.read()
  if (version !== TABLE_VERSION) {
    throw new Error(`${file} was woven with site table version ${version}; this runtime reads ${TABLE_VERSION}`)
  }
  const mapped = numbers.read() === 1
  const moduleNames = readNames(numbers, words)
  const names = readLinks(numbers, words)
  const functions: FunctionSites[] = []
  let line = 0
  let originalLine = 0
  for (let count = numbers.read(); count > 0; count--) {
    const name = words[numbers.read()] as string
    const classIndex = numbers.read()
    const kind = KINDS_OF_FUNCTION[numbers.read()] as (typeof KINDS_OF_FUNCTION)[number]
    const flags = numbers.read()
    const parameters = numbers.read()
    const outer = readNames(numbers, words)
    const own = readNames(numbers, words)
    const sites: Site[] = []
    for (let left = numbers.read(); left > 0; left--) {
      const kindAndLed = numbers.read()
      const siteKind = KINDS_OF_SITE[kindAndLed % LED] as (typeof KINDS_OF_SITE)[number]
      const led = kindAndLed >= LED
      line += numbers.read()
      const place = { line, column: numbers.read(), endLine: line + numbers.read() }
      const inReach: InReach = names(numbers.read(), (flags & 2) === 2)
      const generated = { ...place, firstLine: led ? line - numbers.read() : line }
      if (mapped) {
        const source = numbers.read()
        originalLine += numbers.read()
        const column = numbers.read()
        const endLine = originalLine + numbers.read()
        const firstLine = led ? originalLine - numbers.read() : originalLine
        sites.push({ kind: siteKind, source, line: originalLine, column, endLine, firstLine, generated, ...inReach })
      } else {
        sites.push({ kind: siteKind, source: 0, ...generated, generated, ...inReach })
      }
    }
    functions.push({
      name,
      className: classIndex === 0 ? null : (words[classIndex - 1] as string),
      kind,
      suspends: (flags & 1) === 1,
      exit: VIEWS_OF_EXIT[flags >> 2] as (typeof VIEWS_OF_EXIT)[number],
      parameters,
      outer,
      own,
      sites,
    })
  }
  return { file, sources, moduleNames, functions }
}

function readNames(numbers: VlqReader, words: string[]): string[] {
  const names: string[] = []
  for (let left = numbers.read(); left > 0; left--) names.push(words[numbers.read()] as string)
  return names
}

type InReach = Pick<Site, 'names' | 'carried' | 'hidden'>

/** Gives the names of a link, oldest first, with or without `this` before them. */
function readLinks(numbers: VlqReader, words: string[]): (link: number, thisFirst: boolean) => InReach {
  const plain: InReach[] = [{ names: [], carried: [], hidden: [] }]
  for (let index = 1, count = numbers.read(); index <= count; index++) {
    const earlier = plain[index - 1 - numbers.read()] as InReach
    const word = numbers.read()
    plain.push(withName(earlier, words[Math.floor(word / 3)] as string, word % 3))
  }
  const withThis: InReach[] = []
  return (link, thisFirst) => {
    const { names, carried, hidden } = plain[link] as InReach
    if (!thisFirst) return { names, carried, hidden }
    withThis[link] ??= { names: ['this', ...names], carried: ['this', ...carried], hidden }
    return withThis[link]
  }
}

function withName({ names, carried, hidden }: InReach, name: string, kind: number): InReach {
  if (kind === HIDDEN) return { names, carried, hidden: [...hidden, name] }
  return { names: [...names, name], carried: kind === CARRIED ? [...carried, name] : carried, hidden }
}
