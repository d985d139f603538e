import { fileURLToPath } from 'node:url'
import type { Loader } from './loader'
import type { LoadResult, SyncHooks } from './nodeFeatures'

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
      return weaveResult(url, result, loader)
    },
  }
}

/** Weaves what a load hook got, if it is code. */
export function weaveResult(url: string, result: LoadResult, loader: Loader): LoadResult {
  if (!url.startsWith('file:') || !isCode(result.format)) return result
  const source = textOf(result.source)
  if (source === null) return result
  const woven = loader.weave({ path: fileURLToPath(url), source, format: result.format })
  return woven === source ? result : { ...result, source: woven }
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
