import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** A process that takes longer hangs: the longest measurement lasts some seconds. */
const TIMEOUT_MS = 300_000

const run = promisify(execFile)

/**
 * A temporary folder for jobs and texts: `write(name, value)` stores JSON and gives the path, `start(node, script,
 * job)` runs child/<script>.js in a fresh process and gives what it printed, `remove()` deletes all of it.
 */
export async function openBench(environment) {
  const folder = await mkdtemp(join(tmpdir(), 'debugin-bench-'))
  const write = async (name, value) => {
    const path = join(folder, `${name}.json`)
    await writeFile(path, JSON.stringify(value))
    return path
  }
  return {
    write,
    async start(node, script, job) {
      const path = fileURLToPath(new URL(`child/${script}.js`, import.meta.url))
      const options = { env: environment, timeout: TIMEOUT_MS, maxBuffer: 1 << 28 }
      const { stdout } = await run(node, [path, await write('job', job)], options)
      return JSON.parse(stdout)
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
