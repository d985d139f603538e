import { NamesInReach } from './namesInReach'
import { TABLE_VERSION } from './pack'
import { PackedFunctions } from './packedFunctions'
import type { SiteTable } from './siteTable'
import { VlqReader } from './vlq'

/**
 * Reads a packed table back; each function when somebody asks for it, because a probe in a file of 100,000 lines must not
 * hold the program up.
 *
 * @param packed what `packSiteTable` gave
 * @param file the woven file
 * @param sources the original files, in the order of the sites' `source`
 * @throws Error when the table was packed by another version
 */
export function unpackSiteTable(packed: string, file: string, sources: readonly string[]): SiteTable {
  const [digits = '', ...encoded] = packed.split(' ')
  const word = (index: number): string => decodeURIComponent(encoded[index] as string)
  const numbers = new VlqReader(digits)
  const version = numbers.read()
  if (version !== TABLE_VERSION) {
    throw new Error(`${file} was woven with site table version ${version}; this runtime reads ${TABLE_VERSION}`)
  }
  const mapped = numbers.read() === 1
  const moduleNames: string[] = []
  for (let left = numbers.read(); left > 0; left--) moduleNames.push(word(numbers.read()))
  const names = new NamesInReach(numbers, word)
  const count = numbers.read()
  const first = { at: numbers.at, line: 0, originalLine: 0 }
  const functions = new PackedFunctions(digits, mapped, count, first, word, names)
  return { file, sources, moduleNames, functions }
}
