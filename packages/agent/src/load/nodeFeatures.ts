import nodeModule from 'node:module'
import * as workerThreads from 'node:worker_threads'
import { isMainThread, parentPort } from 'node:worker_threads'

/** What `module.registerHooks` takes; Node's types of the oldest supported version do not know it. */
export interface SyncHooks {
  load?(url: string, context: LoadContext, nextLoad: (url: string, context?: LoadContext) => LoadResult): LoadResult
}

export interface LoadContext {
  format?: string | null | undefined
  /** What the importing side asks for; `require` is among them where it is `require` that loads. */
  conditions?: readonly string[]
}

export interface LoadResult {
  format?: string | null | undefined
  source?: string | ArrayBuffer | NodeJS.TypedArray | null | undefined
  shortCircuit?: boolean
}

const module_ = nodeModule as typeof nodeModule & {
  registerHooks?: (hooks: SyncHooks) => unknown
  enableCompileCache?: (folder: string) => unknown
  getCompileCacheDir?: () => string | undefined
}

/**
 * Hooks that run in the thread that loads, for `import` and for `require`; Node 22.15, 23.5 and later.
 * https://nodejs.org/api/module.html#moduleregisterhooksoptions
 */
export const registerHooks = module_.registerHooks?.bind(module_)

/**
 * Node's cache of what V8 has compiled; Node 22.1 and later. It never throws, and does nothing where
 * NODE_DISABLE_COMPILE_CACHE says so. https://nodejs.org/api/module.html#moduleenablecompilecachecachedir
 */
export const compileCache: { enable(folder: string): void; folder(): string | undefined } | undefined =
  module_.enableCompileCache === undefined
    ? undefined
    : {
        enable: (folder) => void module_.enableCompileCache?.(folder),
        folder: () => module_.getCompileCacheDir?.(),
      }

/**
 * Whether a synchronous hook may leave CommonJS without its source, which Node then reads itself; 22.22.3, 24.11.1, 25.1
 * and later. https://github.com/nodejs/node/pull/59929
 */
export const takesCommonJsWithoutSource: boolean = isAtLeast({ 22: [22, 3], 24: [11, 1], 25: [1, 0] })

/** Whether this is the thread in which Node runs asynchronous loader hooks; preloads run in it a second time. */
export const inHooksThread: boolean =
  (workerThreads as { isInternalThread?: boolean }).isInternalThread ?? (!isMainThread && parentPort === null)

/** A limit of V8: the name of its flag, V8's own value, and the one that `raiseInlining` sets. */
export interface InliningLimit {
  flag: string
  own: number
  raised: number
}

/**
 * V8's limits of inlining that `raiseInlining` raises, of V8 11 (Node 20) to 14 (Node 26). V8 complains on stderr about
 * a flag that it does not know, so versions that nobody has looked at get none.
 *
 * Not `max-inlined-bytecode-size`, the longest function that is ever inlined: V8 asks for it twice, when it chooses a
 * function and when it inlines it, and ends the process where the limit has been taken back in between (`CHECK` in
 * `JSInliner::ReduceJSCall`), which another thread does while it loads a file.
 */
export const inliningLimits: readonly InliningLimit[] = inliningLimitsOf(Number.parseInt(process.versions.v8, 10))

function inliningLimitsOf(v8Major: number): InliningLimit[] {
  if (v8Major < 11 || v8Major > 14) return []
  const turbofan = [
    { flag: 'max-inlined-bytecode-size-small', own: v8Major < 14 ? 27 : 30, raised: 52 },
    { flag: 'max-inlined-bytecode-size-cumulative', own: 920, raised: 1840 },
  ]
  if (v8Major < 12) return turbofan
  // Maglev, the compiler in the middle, has limits of its own.
  return [
    ...turbofan,
    { flag: 'max-maglev-inlined-bytecode-size-small', own: 27, raised: 52 },
    { flag: 'max-maglev-inlined-bytecode-size-cumulative', own: 920, raised: 1840 },
  ]
}

/** @param first by major version, the minor and patch that have a feature; later majors have it, others do not */
function isAtLeast(first: Readonly<Record<number, readonly [number, number]>>): boolean {
  const [major = 0, minor = 0, patch = 0] = process.versions.node.split('.').map(Number)
  const needed = first[major]
  if (needed === undefined) return major > Math.max(...Object.keys(first).map(Number))
  return minor > needed[0] || (minor === needed[0] && patch >= needed[1])
}
