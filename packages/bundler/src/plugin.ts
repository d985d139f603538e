import { createUnplugin, type UnpluginContextMeta, type UnpluginOptions } from 'unplugin'
import { CODE, createNameFile } from './files'
import { mapBefore } from './inputMap'
import { type BuildOptions, resolveBuildOptions } from './options'
import { compilerOf, isForBrowser, isForClient } from './target'
import { weaveModule } from './weaveModule'

/** The plugin of each bundler, by name. */
export const plugins = createUnplugin<BuildOptions | undefined>(createPlugin)

/**
 * Weaves modules before other plugins see them: sites stand where the source has them, and types are still there.
 *
 * @throws DebugInError INVALID_OPTION
 */
function createPlugin(given: BuildOptions | undefined, meta: UnpluginContextMeta): UnpluginOptions {
  const options = resolveBuildOptions(given)
  const nameFile = createNameFile(options)
  const compiler = compilerOf(meta)
  let forBrowser = false
  const isElsewhere = (context: unknown): boolean =>
    !options.everywhere && (forBrowser || isForClient(context) || (compiler !== null && isForBrowser(compiler)))
  return {
    name: '@debugin/unplugin',
    enforce: 'pre',
    transform: {
      filter: { id: CODE },
      handler(text, id) {
        const name = nameFile(id)
        if (name === null || isElsewhere(this)) return null
        const inputMap = mapBefore(this, text, id)
        const woven = weaveModule({ text, path: id, name, inputMap }, options, (message) => this.warn(message))
        if (woven === null) return null
        // esbuild looks for no other map than the one that it is handed; the others compose by themselves.
        return { code: woven.code, map: meta.framework === 'esbuild' ? woven.composedMap : woven.map }
      },
    },
    esbuild: {
      onLoadFilter: /\.[cm]?[jt]sx?$/,
      // As the build's own options say.
      loader: () => 'default',
      config({ platform }) {
        forBrowser = platform === 'browser'
      },
    },
    rolldown: {
      options({ platform }: { platform?: string }) {
        forBrowser = platform === 'browser'
      },
    },
  }
}
