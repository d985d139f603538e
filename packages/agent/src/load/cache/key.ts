import { createHash } from 'node:crypto'
import type { WeaveRequest } from '../weaveFile'
import { encodingOf } from './textBytes'

/** Changes with the form of entries, and with the rules by which a text is left as it is. */
const FORM = 3

/**
 * Names an entry by everything that its content depends on: the texts of the file and of its source map, the options
 * of the weave, and who weaves. The path counts, because woven code tells it to the runtime.
 *
 * @param weaver see `compilerVersion()`
 */
export function cacheKey({ path, source, sourceTypes, mapText, withMap, named }: WeaveRequest, weaver: string): string {
  const encoding = encodingOf(source)
  const head = JSON.stringify([FORM, weaver, path, sourceTypes, withMap, named, encoding, mapText])
  return createHash('sha256').update(`${head}\n`).update(source, encoding).digest('hex')
}
