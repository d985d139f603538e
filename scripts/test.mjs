/**
 * Builds, installs what the tests of each folder need and runs them with node:test.
 *
 *     npm test                          everything but the matrices
 *     npm test -- test/cli test/sink    files below these paths
 *     npm run test:matrix               the slow ones: every version, every way of loading, many generated programs
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')

const matrix = process.argv.includes('--matrix')

/** Folders with a package.json and a lock file of their own. */
const INSTALLED = ['benchmarks', ...foldersIn('examples'), ...foldersIn('test')]
  .map((path) => join(ROOT, path))
  .filter((folder) => existsSync(join(folder, 'package-lock.json')))
  .filter((folder) => matrix || !isForMatrix(folder))

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))

run('npm', ['run', '--silent', 'build'])
for (const folder of INSTALLED) if (isStale(folder)) install(folder)
run(process.execPath, [
  '--test',
  `--test-concurrency=${availableParallelism()}`,
  `--test-reporter=${matrix ? 'spec' : 'dot'}`,
  ...testFiles(),
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
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, env })
}

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', ...options })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}
