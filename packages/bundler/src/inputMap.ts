import { readFileSync } from 'node:fs'
import type { InputMap } from '@debugin/compiler'

/** What bundlers offer a plugin while it transforms a module, each its own. */
interface TransformContext {
  /** Rollup, Rolldown, Vite. */
  getCombinedSourcemap?(): InputMap
  /** webpack, Rspack. */
  getNativeBuildContext?(): unknown
}

/** The map of what other plugins and loaders have made of a module before; undefined where there is none. */
export function mapBefore(context: unknown, text: string, path: string): InputMap | undefined {
  const { getCombinedSourcemap, getNativeBuildContext } = context as TransformContext
  if (getCombinedSourcemap !== undefined) {
    // Where nothing has been changed, Rollup would make a map of every character for nothing.
    return isOnDisk(text, path) ? undefined : getCombinedSourcemap.call(context)
  }
  const native = getNativeBuildContext?.call(context) as { inputSourceMap?: InputMap | null } | undefined
  return native?.inputSourceMap ?? undefined
}

function isOnDisk(text: string, path: string): boolean {
  try {
    return readFileSync(path, 'utf8') === text
  } catch {
    return false
  }
}
