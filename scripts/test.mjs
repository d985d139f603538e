/**
 * Builds, installs what the tests of each folder need and runs them with node:test.
 *
 *     npm test                          everything but the matrices
 *     npm test -- test/cli test/sink    files below these paths
 *     npm run test:matrix               the slow ones: every version, every way of loading, many generated programs
 */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')

const matrix = process.argv.includes('--matrix')

/** Tests wait for processes and sockets: a file more than there are cores. Matrices run several programs as it is. */
const CONCURRENCY = matrix ? availableParallelism() : availableParallelism() + 1

/** Milliseconds that a file may take: several times what the slowest takes, so only one that hangs is ended. */
const DEADLINE_MS = matrix ? 1_200_000 : 180_000

/** Folders with a package.json and a lock file of their own. */
const INSTALLED = ['benchmarks', ...foldersIn('examples'), ...foldersIn('test')]
  .map((path) => join(ROOT, path))
  .filter((folder) => existsSync(join(folder, 'package-lock.json')))
  .filter((folder) => matrix || !isForMatrix(folder))

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))

// What is installed comes over the network, for the most part: side by side it takes as long as the slowest.
await all([run('npm', ['run', '--silent', 'build']), ...INSTALLED.filter(isStale).map(install)])
await all([
  run(process.execPath, [
    '--test',
    `--test-concurrency=${CONCURRENCY}`,
    `--test-timeout=${DEADLINE_MS}`,
    `--test-reporter=${matrix ? 'spec' : 'dot'}`,
    ...testFiles(),
  ]),
])

function foldersIn(path) {
  return readdirSync(join(ROOT, path)).map((name) => join(path, name))
}

function testFiles() {
  const files = readdirSync(join(ROOT, 'test'), { recursive: true })
    .filter((path) => path.endsWith('.test.mjs') && !path.includes('node_modules'))
    .filter((path) => path.endsWith('.matrix.test.mjs') === matrix)
    .map((path) => join('test', path))
    .filter((path) => wanted.length === 0 || wanted.some((start) => path.startsWith(start.replace(/^\.?\//, ''))))
  if (files.length > 0) return files.sort()
  console.error(`no ${matrix ? 'matrix' : 'test'} file below ${wanted.join(', ')}`)
  process.exit(1)
}

/** What only the matrices need says so: bundlers, test runners and frameworks take long to install. */
function isForMatrix(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).debugin?.installedFor === 'matrix'
}

/** npm notes in `node_modules` what it installed. */
function isStale(folder) {
  const installed = join(folder, 'node_modules', '.package-lock.json')
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(join(folder, 'package-lock.json')).mtimeMs
}

function install(folder) {
  console.log(`installing ${folder.slice(ROOT.length + 1)}`)
  // npm tells its scripts which package they belong to; the install would go there.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/i.test(name)))
  return run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, env })
}

/** Resolves to the exit code of a command, 1 where a signal ended it. */
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options })
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/** Waits for all of them, and ends with the code of one that failed. */
async function all(commands) {
  const failed = (await Promise.all(commands)).find((code) => code !== 0)
  if (failed !== undefined) process.exit(failed)
}
