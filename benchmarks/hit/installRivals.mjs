import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../rivals/', import.meta.url))

/** Installs what hits are compared with, where it is not: it stands in a folder of its own because no test needs it. */
export function installRivals(print) {
  const installed = `${FOLDER}node_modules/.package-lock.json`
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${FOLDER}package-lock.json`).mtimeMs) return
  print('installing benchmarks/rivals')
  // npm tells its scripts which package they belong to; the install would go there.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/i.test(name)))
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: FOLDER,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (error) throw error
  if (status !== 0) throw new Error(`npm ci in ${FOLDER} ended with ${status}`)
}
