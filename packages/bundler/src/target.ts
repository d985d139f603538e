import type { UnpluginContextMeta } from 'unplugin'

/** What webpack and Rspack say of where their output runs. */
interface Compiler {
  platform?: { node?: boolean | null; web?: boolean | null }
  options?: { target?: unknown }
}

/** Whether a build by webpack or Rspack is for a browser, a worker in one, or an edge runtime. */
export function isForBrowser({ platform, options }: Compiler): boolean {
  const target = String(options?.target ?? '')
  if (/\b(?:node|nwjs|electron-main|electron-preload)/.test(target)) return false
  return platform?.node === true ? false : platform?.web === true || /^(?:web|browserslist|es)/.test(target)
}

/** What Vite says of the environment that it transforms a module for. */
export function isForClient(context: unknown): boolean {
  const { environment } = context as { environment?: { config?: { consumer?: string } } }
  return environment?.config?.consumer === 'client'
}

/** The compiler of webpack or Rspack, where it is one of them that loads the plugin. */
export function compilerOf(meta: UnpluginContextMeta): Compiler | null {
  if (meta.framework === 'webpack') return meta.webpack.compiler as Compiler
  return meta.framework === 'rspack' ? (meta.rspack.compiler as Compiler) : null
}
