import { join } from 'node:path'
import { openPrivateFolder } from '../privateFolder'
import { compileCache } from './nodeFeatures'

/** The folder of the code cache, in that of the woven files. */
export function codeCacheFolder(cacheDir: string): string {
  return join(cacheDir, 'code')
}

/**
 * Lets Node keep what V8 has compiled, so that the next start need not read the text of a file, woven or not, until one
 * of its functions runs that never ran before: a woven text is several times as long as the program's. Node 22.1 and
 * later; with an earlier one this does nothing. A cache that the program or its environment asks for is left alone, and
 * so is a program whose coverage is taken, which such a cache makes less exact.
 * https://nodejs.org/api/module.html#module-compile-cache
 *
 * @param cacheDir null: nothing is kept
 */
export function keepCode(cacheDir: string | null, env: NodeJS.ProcessEnv, execArgv: readonly string[]): void {
  if (cacheDir === null || compileCache === undefined || compileCache.folder() !== undefined) return
  if (env.NODE_V8_COVERAGE !== undefined || execArgv.some((flag) => /^--(?:experimental-)?test-coverage/.test(flag)))
    return
  const { path } = openPrivateFolder(cacheDir)
  if (path !== null) compileCache.enable(codeCacheFolder(path))
}
