import { setTimeout as sleep } from 'node:timers/promises'
import { type ListenAt, type ListeningApi, listen, type RequestListener } from '../api/listen'

/** How often the port of an owner that is just ending is asked for. */
const TRIES = 40
const PAUSE_MS = 50

/**
 * Opens the control API where it was before.
 *
 * @param isKnown callers know it there already: another port is only taken when that one stays taken
 */
export async function listenAgain(answer: RequestListener, at: ListenAt, isKnown: boolean): Promise<ListeningApi> {
  for (let tries = 1; ; tries++) {
    const isLast = !isKnown || tries >= TRIES
    try {
      const api = await listen(answer, at)
      if (api.notice === null || isLast) return api
      await api.close()
    } catch (error) {
      if (isLast) throw error
    }
    await sleep(PAUSE_MS)
  }
}
