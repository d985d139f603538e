import type { MessagePort } from 'node:worker_threads'
import { createFileFilter, type FileSelection } from './filter'
import { createLoader, type Loader } from './loader'
import type { LoadContext, LoadResult } from './nodeFeatures'
import { weaveResult } from './syncHooks'

/** What the thread of the asynchronous hooks is told when it starts. */
export interface AsyncHooksData {
  selection: FileSelection
  cacheDir: string | null
  /** Takes the reports about files. */
  port: MessagePort
}

let loader: Loader | undefined

/** Called by Node in the hooks' own thread, before any module is loaded. */
export function initialize({ selection, cacheDir, port }: AsyncHooksData): void {
  port.unref()
  loader = createLoader(createFileFilter(selection), cacheDir, (report, fresh) =>
    port.postMessage({ type: 'woven', report, fresh }),
  )
}

/** Weaves what `import` loads, where Node has no synchronous hooks. CommonJS comes without its source here. */
export async function load(
  url: string,
  context: LoadContext,
  nextLoad: (url: string, context: LoadContext) => Promise<LoadResult>,
): Promise<LoadResult> {
  const result = await nextLoad(url, context)
  return loader === undefined ? result : weaveResult(url, result, loader)
}
