import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cpuMsOf } from './besideProcess.mjs'

const COMMAND = fileURLToPath(new URL('../../packages/cli/bin/debugin.js', import.meta.url))

/**
 * Starts the sink's command with a store in a file of its own.
 *
 * @param isAside it takes the time of cores that nobody else wants, as far as the system can do that: the nearest to a
 *   sink on a machine of its own
 */
export async function startSinkProcess(node, environment, { isAside = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'debugin-bench-'))
  const args = [COMMAND, 'sink', '--port', '0', '--store', join(folder, 'sink.db')]
  const child = spawn(node, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  // At once: the threads that it starts inherit it.
  if (isAside) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  const ended = new Promise((resolve) => child.once('close', resolve))
  const url = await new Promise((resolve, reject) => {
    child.once('close', () => reject(new Error('the sink did not start')))
    child.stdout.setEncoding('utf8').once('data', (text) => resolve(/http:\S+/.exec(text)[0]))
  })
  return {
    url,
    /** Events that it keeps. */
    async count(query = '') {
      const response = await fetch(`${url}/api/events?limit=0&${query}`)
      return (await response.json()).total
    },
    /** Milliseconds that its process has spent on cores; null where the system does not tell. */
    cpuMs: () => cpuMsOf(child.pid),
    async stop() {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
