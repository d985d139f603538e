import { type Lobby, THREAD_START } from './lobby'

/**
 * Who was first: the agent's thread, which begins its work when it has loaded its modules, or the end of the program. Until
 * it has begun there is nothing of it that would have to be ended.
 */
const LOADING = 0
const BEGUN = 1
const FORESTALLED = 2

/** @returns whether the agent's thread may begin; one that is started again may, as long as the program has not ended */
export function beginThread({ state }: Lobby): boolean {
  return Atomics.compareExchange(new Int32Array(state), THREAD_START, LOADING, BEGUN) !== FORESTALLED
}

/** @returns whether the agent's thread has not begun, and so never will */
export function forestallThread({ state }: Lobby): boolean {
  return Atomics.compareExchange(new Int32Array(state), THREAD_START, LOADING, FORESTALLED) !== BEGUN
}
