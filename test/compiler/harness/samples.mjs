import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export const SAMPLES = join(import.meta.dirname, '..', 'samples')

/** The folders of all samples by their names: `loop/for`. */
export function listSamples() {
  const entries = readdirSync(SAMPLES, { recursive: true, withFileTypes: true })
  const folders = new Set(entries.filter(({ name }) => name.startsWith('input.')).map(({ parentPath }) => parentPath))
  return [...folders].sort().map((folder) => [relative(SAMPLES, folder).replaceAll(sep, '/'), folder])
}
