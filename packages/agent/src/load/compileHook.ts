import Module from 'node:module'
import type { Loader } from './loader'

type Compile = (this: unknown, content: string, filename: string, ...rest: unknown[]) => unknown

/**
 * Weaves what `require` runs. The hook is needed on every version of Node: before 22.15 there is no other for
 * CommonJS, tsx ignores the source that a load hook returns, and with an asynchronous loader present a load hook gets
 * no source for it. What a load hook has woven already comes back out as it is.
 *
 * @returns takes the hook away again
 */
export function hookCompile(loader: Loader): () => void {
  const prototype = Module.prototype as unknown as { _compile: Compile }
  const original = prototype._compile
  const hooked: Compile = function (content, filename, ...rest) {
    const woven =
      typeof content === 'string'
        ? loader.weave({ path: filename, source: content, format: formatOf(rest[0]) })
        : content
    return original.call(this, woven, filename, ...rest)
  }
  Object.defineProperty(hooked, 'name', { value: original.name })
  prototype._compile = hooked
  return () => {
    if (prototype._compile === hooked) prototype._compile = original
  }
}

/** Newer versions hand a format over where they know it; what older ones hand over is something else. */
function formatOf(format: unknown): string | undefined {
  return typeof format === 'string' ? format : undefined
}
