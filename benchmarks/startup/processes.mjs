import { execFile } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const register = createRequire(new URL('../../packages/agent/package.json', import.meta.url)).resolve(
  '@debugin/agent/register',
)

/** No process takes so long that does not hang. */
const TIMEOUT_MS = 120_000

/** How a program is started, and what has to be true of it then. */
export const starts = {
  plain: { agent: false, runtime: false, weaves: false },
  cold: { agent: true, runtime: true, weaves: true },
  warm: { agent: true, runtime: true, weaves: false },
}

/**
 * Starts a program once. `ready`: ms from the start of the process to the end of its main file; `exit`: to the end of
 * the process; `cpu`: ms that all its threads spent until it was ready.
 */
export async function startOnce(node, program, start, { environment, folder }) {
  const { agent, ...expected } = starts[start]
  const cacheDir = join(folder, `cache-${program.name}`)
  if (start === 'cold') rmSync(cacheDir, { recursive: true, force: true })
  mkdirSync(cacheDir, { recursive: true, mode: 0o700 })
  const env = {
    ...environment,
    ...(agent ? { DEBUGIN_CACHE_DIR: cacheDir, DEBUGIN_CONTROL_API_PORT: '0', DEBUGIN_EVENT_SINK_URL: NOBODY } : {}),
  }
  const from = performance.timeOrigin + performance.now()
  const args = [...(agent ? ['--require', register] : []), program.main]
  const { stdout } = await run(node, args, { env, timeout: TIMEOUT_MS })
  const exit = performance.timeOrigin + performance.now() - from
  const { at, cpu, ...found } = JSON.parse(stdout)
  for (const [fact, value] of Object.entries(expected)) {
    if (found[fact] !== value) throw new Error(`${program.name}, ${start}: ${fact} is ${found[fact]}, not ${value}`)
  }
  return { ready: at - from, exit, cpu }
}

/** Nobody listens there: the agent sends in vain. */
const NOBODY = 'http://127.0.0.1:9'
