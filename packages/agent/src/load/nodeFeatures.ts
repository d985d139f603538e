import nodeModule from 'node:module'
import * as workerThreads from 'node:worker_threads'
import { isMainThread, parentPort } from 'node:worker_threads'

/** What `module.registerHooks` takes; Node's types of the oldest supported version do not know it. */
export interface SyncHooks {
  load?(url: string, context: LoadContext, nextLoad: (url: string, context?: LoadContext) => LoadResult): LoadResult
}

export interface LoadContext {
  format?: string | null | undefined
}

export interface LoadResult {
  format?: string | null | undefined
  source?: string | ArrayBuffer | NodeJS.TypedArray | null | undefined
  shortCircuit?: boolean
}

const module_ = nodeModule as typeof nodeModule & { registerHooks?: (hooks: SyncHooks) => unknown }

/**
 * Hooks that run in the thread that loads, for `import` and for `require`; Node 22.15, 23.5 and later.
 * https://nodejs.org/api/module.html#moduleregisterhooksoptions
 */
export const registerHooks = module_.registerHooks?.bind(module_)

/** Whether this is the thread in which Node runs asynchronous loader hooks; preloads run in it a second time. */
export const inHooksThread: boolean =
  (workerThreads as { isInternalThread?: boolean }).isInternalThread ?? (!isMainThread && parentPort === null)
