import type { ThreadRuntime } from './threadRuntime'

/** Flushes only where probes have made something since the last time. */
export function createFlushHits(thread: ThreadRuntime, flush: () => Promise<void>): () => Promise<void> {
  let flushed = 0
  return async () => {
    thread.flush()
    if (thread.handedOver === flushed) return
    flushed = thread.handedOver
    await flush()
  }
}
