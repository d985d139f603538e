import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

/** How a program is run, by its extension; a plain `.js` is CommonJS, where nothing else is said. */
const KINDS = { '.mjs': 'module', '.ts': 'module', '.mts': 'module', '.tsx': 'module', '.jsx': 'module' }

/**
 * The program of a sample's folder: `input.*`, and beside it whatever it imports (`input.other.mjs`).
 *
 * @returns `files` by name, the one to run first
 */
export function loadProgram(folder) {
  const names = readdirSync(folder).filter((name) => name.startsWith('input.'))
  names.sort((a, b) => a.length - b.length)
  return createProgram(Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])), {
    kind: /[\\/]scripts?[\\/]/.test(folder) ? 'script' : undefined,
  })
}

/** A program from texts by file name. */
export function createProgram(files, { kind } = {}) {
  const [main] = Object.keys(files)
  return { files, main, kind: kind ?? KINDS[extname(main)] ?? 'commonjs' }
}

/** A program of one CommonJS file. */
export function commonJs(source) {
  return createProgram({ 'input.cjs': source })
}
