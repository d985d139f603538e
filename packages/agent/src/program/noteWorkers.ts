import type { Worker } from 'node:worker_threads'

/**
 * Tells when a Worker that this thread starts has ended, however it did: one that is terminated cannot say so itself.
 *
 * @returns ends this
 */
export function noteWorkers(ended: (threadId: number) => void): () => void {
  const note = (worker: Worker): void => {
    // Afterwards it is -1.
    const { threadId } = worker
    worker.once('exit', () => ended(threadId))
  }
  process.on('worker', note)
  return () => void process.off('worker', note)
}
