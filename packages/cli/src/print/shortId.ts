import { textOf } from './fields.js'
import { printable } from './printable.js'

/** Characters of an id that are shown; commands take as many as tell it from the others. */
const LENGTH = 8

/** The first characters of an id. */
export function shortId(id: unknown): string {
  return printable((textOf(id) ?? '?').slice(0, LENGTH))
}
