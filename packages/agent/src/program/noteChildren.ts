import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { CHILDREN_STARTED, type Lobby } from '../link/lobby'

/** Where Node tells of every process that this thread starts, but for those it waits for at once. */
const STARTED = 'child_process'

/**
 * Notes in the lobby that this thread has started a process.
 *
 * @returns ends this
 */
export function noteChildren({ state }: Lobby): () => void {
  const note = (): void => void Atomics.store(new Int32Array(state), CHILDREN_STARTED, 1)
  subscribe(STARTED, note)
  return () => void unsubscribe(STARTED, note)
}
