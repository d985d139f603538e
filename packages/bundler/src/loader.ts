import type { InputMap, SourceMap } from '@debugin/compiler'
import { createNameFile, type NameFile } from './files'
import { type BuildOptions, type ResolvedBuildOptions, resolveBuildOptions } from './options'
import { isForBrowser } from './target'
import { weaveModule } from './weaveModule'

/** What the loader uses of webpack's loader context; Turbopack has no more than this. */
interface LoaderContext {
  resourcePath: string
  resourceQuery?: string
  rootContext?: string
  target?: unknown
  getOptions(): BuildOptions
  async(): (error: Error | null, code?: string, map?: SourceMap | InputMap) => void
  emitWarning?(warning: Error): void
}

interface Prepared {
  options: ResolvedBuildOptions
  nameFile: NameFile
}

/** Globs are compiled once for all files that come with the same options. */
const prepared = new Map<string, Prepared>()

/**
 * Weaves one module as a loader of webpack's kind, for Turbopack and for whoever composes loaders by hand. Options are
 * those of the plugins.
 */
function loader(this: LoaderContext, text: string, inputMap?: InputMap | null): void {
  const callback = this.async()
  try {
    const { options, nameFile } = prepare(this.getOptions(), this.rootContext)
    const name = (this.resourceQuery ?? '') === '' ? nameFile(this.resourcePath) : null
    const elsewhere = !options.everywhere && isForBrowser({ options: { target: this.target } })
    const module = { text, path: this.resourcePath, name: name ?? '', inputMap: inputMap ?? undefined }
    const warn = (message: string) => this.emitWarning?.(new Error(message))
    const woven = name === null || elsewhere ? null : weaveModule(module, options, warn)
    if (woven === null) callback(null, text, inputMap ?? undefined)
    else callback(null, woven.code, woven.composedMap)
  } catch (error) {
    callback(error as Error)
  }
}

function prepare(given: BuildOptions, cwd: string | undefined): Prepared {
  const key = JSON.stringify([given, cwd])
  const known = prepared.get(key)
  if (known !== undefined) return known
  const options = resolveBuildOptions(given, cwd)
  const made = { options, nameFile: createNameFile(options) }
  prepared.set(key, made)
  return made
}

export = loader
