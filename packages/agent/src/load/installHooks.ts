import { register } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { MessagePort } from 'node:worker_threads'
import type { ResolvedAgentOptions } from '../options'
import type { AsyncHooksData } from './asyncHooks'
import { hookCompile } from './compileHook'
import { distFolder } from './distFolder'
import type { Loader } from './loader'
import { registerHooks } from './nodeFeatures'
import { createSyncHooks } from './syncHooks'

/**
 * Hooks into every way that this Node loads code.
 *
 * @param port where a thread of asynchronous hooks reports the files it weaves
 */
export function installHooks(loader: Loader, options: ResolvedAgentOptions, port: () => MessagePort): void {
  hookCompile(loader)
  if (registerHooks !== undefined) {
    registerHooks(createSyncHooks(loader))
    return
  }
  const { root, include, exclude, includePackages, cacheDir } = options
  const data: AsyncHooksData = { selection: { root, include, exclude, includePackages }, cacheDir, port: port() }
  register(pathToFileURL(join(distFolder, 'load', 'asyncHooks.js')).href, { data, transferList: [data.port] })
}
