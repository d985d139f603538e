import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..', '..')

export const SHOP = join(ROOT, 'examples', 'shop')

const TSC = join('node_modules', 'typescript', 'bin', 'tsc')
const NPM_CI = ['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error']

/** Builds and installs what is missing. */
export async function prepare(cleanup) {
  const run = (what, command, cwd) => runQuietly(what, command, cwd, cleanup)
  if (!existsSync(join(ROOT, 'node_modules'))) throw new Error('run `npm ci` in the root of the repository first')
  const built = ['protocol', 'expression', 'compiler', 'runtime', 'agent', 'sink', 'cli'].every((name) =>
    existsSync(join(ROOT, 'packages', name, 'dist', 'index.js')),
  )
  if (!built) await run('Building DebugIn', ['npm', 'run', 'build'], ROOT)
  if (!existsSync(join(SHOP, TSC))) await run("Installing the shop's dependencies", NPM_CI, SHOP)
  await run('Building the shop', [process.execPath, TSC, '-p', '.'], SHOP)
}

/** Runs a command quietly; what it printed is shown when it fails. */
async function runQuietly(what, [command, ...args], cwd, cleanup) {
  console.log(`▸ ${what}`)
  const windowsScript = process.platform === 'win32' && command === 'npm'
  const child = spawn(command, args, {
    cwd,
    env: ownEnvironment(),
    shell: windowsScript,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  cleanup.add(() => child.kill())
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} in ${cwd} ended with ${code}:\n${printed}`)
}

/** `npm run` tells its scripts where they belong, and an npm of theirs would install there and not in the shop. */
function ownEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/i.test(name)))
}
