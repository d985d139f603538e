import { isAbsolute, relative } from 'node:path'
import { printable } from './printable.js'

/** A path as people write it: from the folder where it lies below it, else as it is. */
export function shortPath(path: string, folder: string): string {
  const from = isAbsolute(path) ? relative(folder, path) : path
  const below = from !== '' && !from.startsWith('..') && !isAbsolute(from)
  return printable(below ? from.replaceAll('\\', '/') : path)
}
