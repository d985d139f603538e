import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import threadTimes from './child/threadTimes.js'

const { readThreadTimes } = threadTimes

/**
 * Starts a process of child/ that runs beside the program, and waits for the first line that it says.
 *
 * @param isAside it takes the time of cores that nobody else wants, as far as the system can do that: the nearest to a
 *   process on a machine of its own
 * @returns `{ said, stop }`
 */
export async function startBeside(node, environment, file, job, { isAside }) {
  const path = fileURLToPath(new URL(`child/${file}`, import.meta.url))
  const child = spawn(node, [path, JSON.stringify(job)], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  // At once: the threads that it starts inherit it.
  if (isAside) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  const ended = new Promise((resolve) => child.once('close', resolve))
  const said = await new Promise((resolve, reject) => {
    child.once('close', () => reject(new Error(`${file} did not start`)))
    child.stdout.setEncoding('utf8').once('data', (text) => resolve(text.trim()))
  })
  return {
    said,
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Milliseconds that all threads of a process have spent on cores; null where the system does not tell. */
export function cpuMsOf(pid) {
  const times = [...readThreadTimes(pid).values()]
  return times.length === 0 ? null : times.reduce((sum, { onCore }) => sum + onCore, 0)
}
