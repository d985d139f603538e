import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const folder = fileURLToPath(new URL('variants/', import.meta.url))

/**
 * The variant `name` of variants/, or the one in the file `name` names. A variant exports `purpose` and, each if it
 * needs it: `instrument(source, { file, sourceType }) → { code, sites, skipped }`, called here and never in a timed
 * process; `evidence`, a pattern that each rewritten text contains; and the hooks `beforeLoad()` and
 * `beforeTiming(program)`, called in the timed process.
 */
export function loadVariant(name) {
  const known = readdirSync(folder).map((file) => basename(file, '.js'))
  const file = known.includes(name) ? resolve(folder, `${name}.js`) : resolve(name)
  if (!existsSync(file)) throw new Error(`There is no variant ${name}; there are ${known.join(', ')}, or give a file`)
  const variant = require(file)
  const hasHooks = variant.beforeLoad !== undefined || variant.beforeTiming !== undefined
  return { ...variant, name: basename(file, '.js'), hooks: hasHooks ? file : null }
}

/** `variant` with the `instrument` that `module` (a path or a package) exports; what it leaves behind is not known. */
export async function replaceInstrument(variant, module) {
  const path = existsSync(resolve(module)) ? resolve(module) : require.resolve(module)
  const exported = await import(pathToFileURL(path).href)
  const instrument = exported.instrument ?? exported.default?.instrument
  if (typeof instrument !== 'function') throw new Error(`${module} exports no function instrument`)
  return { ...variant, instrument, evidence: undefined }
}

/**
 * The text of each of `files` in `variant`: `texts` as [path, source] pairs and `text`, what was done to them.
 * Throws when a rewritten file is not one: a benchmark of the wrong text shows a splendid 1.00.
 */
export async function rewriteFiles(variant, files) {
  const rewritten = await Promise.all(files.map((file) => rewriteFile(variant, file)))
  const changed = rewritten.filter(({ source, code }) => source !== code)
  if (variant.instrument !== undefined && rewritten[0].source === rewritten[0].code)
    throw new Error(`${variant.name} left ${files[0]} as it was`)
  for (const { file, code } of changed) {
    if (variant.evidence !== undefined && !variant.evidence.test(code))
      throw new Error(`${variant.name} changed ${file}, but the text does not contain ${variant.evidence}`)
  }
  const count = (measure) => rewritten.reduce((sum, one) => sum + measure(one), 0)
  return {
    texts: rewritten.map(({ file, code }) => [file, code]),
    text: {
      files: files.length,
      changed: changed.length,
      bytes: count(({ source }) => Buffer.byteLength(source)),
      rewrittenBytes: count(({ code }) => Buffer.byteLength(code)),
      skipped: rewritten.flatMap(({ file, skipped = [] }) => skipped.map((each) => ({ file, ...each }))),
    },
  }
}

async function rewriteFile(variant, file) {
  const source = await readFile(file, 'utf8')
  if (variant.instrument === undefined) return { file, source, code: source }
  const { code, skipped } = variant.instrument(source, { file, sourceType: 'commonjs' })
  return { file, source, code, skipped }
}
