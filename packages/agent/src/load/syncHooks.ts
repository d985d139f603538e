import { fileURLToPath } from 'node:url'
import type { Loader } from './loader'
import { type LoadContext, type LoadResult, type SyncHooks, takesCommonJsWithoutSource } from './nodeFeatures'

/**
 * Weaves what `import` and `require` load, in the thread that loads it.
 *
 * TypeScript comes raw and is stripped by Node afterwards, so that what is inserted has to be plain JavaScript, and
 * the format has to go on unchanged.
 */
export function createSyncHooks(loader: Loader): SyncHooks {
  return {
    load(url, context, nextLoad) {
      const result = nextLoad(url, context)
      if (comesToCompile(context, result)) return result
      if (namesExportsByGetters(url, result)) return takesCommonJsWithoutSource ? { ...result, source: null } : result
      return weaveResult(url, result, loader)
    },
  }
}

/**
 * Whether the hook of `_compile` gets the file as well. Between the two stand the compilers that a program hooks into
 * `require` (ts-node, @babel/register, nyc): they have to see what is on disk, and we what they make of it.
 */
function comesToCompile({ conditions }: LoadContext, { format }: LoadResult): boolean {
  if (conditions?.includes('require') !== true) return false
  // TypeScript that Node has not looked into is stripped, and told apart, within `_compile`.
  return format == null || format === 'typescript' || format.startsWith('commonjs')
}

/** As TypeScript writes `export { a } from './b'` into CommonJS. */
const EXPORTED_GETTER = /\bdefineProperty\(\s*(?:module\.)?exports\b[^{}]*\{[^{}]*\bget\b/

/**
 * Whether it is CommonJS that is imported, and from whose text Node takes the names of what it exports: it knows getters
 * only in the forms that compilers write, and not woven ones. Without its source the file comes to `_compile`, where the
 * names have been read.
 */
function namesExportsByGetters(url: string, { format, source }: LoadResult): boolean {
  if (!url.startsWith('file:') || format?.startsWith('commonjs') !== true) return false
  return EXPORTED_GETTER.test(textOf(source) ?? '')
}

/** Weaves what a load hook got, if it is code. */
export function weaveResult(url: string, result: LoadResult, loader: Loader): LoadResult {
  if (!url.startsWith('file:') || !isCode(result.format)) return result
  const source = textOf(result.source)
  if (source === null || standsBeforeFile(url, source)) return result
  const woven = loader.weave({ path: fileURLToPath(url), source, format: result.format })
  return woven === source ? result : { ...result, source: woven }
}

/**
 * Whether a loader has put a module of its own in the file's place, which imports the file and hands on what it exports,
 * as import-in-the-middle does: `file:///app/a.js?iitm=true` holds `import * as namespace from "file:///app/a.js"`. Its
 * lines are not those of the file, and probes of the file would hit in it.
 */
function standsBeforeFile(url: string, source: string): boolean {
  const query = url.indexOf('?')
  return query !== -1 && source.includes(`"${url.slice(0, query)}`)
}

/** Not JSON, WebAssembly, addons or built-in modules; a `.js` in a package without a type has no format yet. */
function isCode(format: string | null | undefined): boolean {
  return format === null || format === undefined || /^(?:commonjs|module|typescript)\b/.test(format)
}

function textOf(source: LoadResult['source']): string | null {
  if (typeof source === 'string') return source
  if (source === null || source === undefined) return null
  return new TextDecoder().decode(source as Uint8Array)
}
