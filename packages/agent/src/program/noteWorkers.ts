import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Worker } from 'node:worker_threads'

/** Where Node tells of every Worker that this thread starts; an event of `process` would be a listener to be seen. */
const STARTED = 'worker_threads'

/**
 * Tells when a Worker that this thread starts has ended, however it did: one that is terminated cannot say so itself.
 *
 * @returns ends this
 */
export function noteWorkers(ended: (threadId: number) => void): () => void {
  const note = (message: unknown): void => {
    const { worker } = message as { worker: Worker }
    // Afterwards it is -1.
    const { threadId } = worker
    worker.once('exit', () => ended(threadId))
  }
  subscribe(STARTED, note)
  return () => void unsubscribe(STARTED, note)
}
