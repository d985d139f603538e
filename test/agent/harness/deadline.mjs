import { setTimeout as sleep } from 'node:timers/promises'

/** Far beyond what anything takes on a busy machine: only a test that fails ever waits so long. */
export const DEADLINE_MS = 60_000

/**
 * Asks again and again until the answer is something other than undefined, null or false.
 *
 * @param what names the condition in the error
 */
export async function until(what, ask, deadlineMs = DEADLINE_MS) {
  const end = performance.now() + deadlineMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== null && answer !== false) return answer
    if (performance.now() > end) throw new Error(`waited ${deadlineMs} ms in vain for ${what}`)
    await sleep(10)
  }
}

/**
 * The promise, or an error when it takes too long.
 *
 * @param what names what was waited for; a function is asked when it is too late
 */
export async function within(what, promise, deadlineMs = DEADLINE_MS) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${deadlineMs} ms in vain for ${name()}`)), deadlineMs)
  })
  const name = () => (typeof what === 'function' ? what() : what)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
