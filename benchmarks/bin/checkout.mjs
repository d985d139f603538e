import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Checks out and builds another state of the repository in a temporary folder, with the benchmarks and the installed
 * packages of this one: so only what is measured differs.
 *
 * @returns `bench`, the path of its bin/bench.mjs, and `remove()`
 */
export function checkOut(ref) {
  const folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'debugin-compare-'))), 'repository')
  git('worktree', 'add', '--quiet', '--detach', folder, ref)
  const remove = () => {
    git('worktree', 'remove', '--force', folder)
    rmSync(join(folder, '..'), { recursive: true, force: true })
  }
  try {
    linkModules(folder)
    rmSync(join(folder, 'benchmarks'), { recursive: true, force: true })
    cpSync(join(ROOT, 'benchmarks'), join(folder, 'benchmarks'), {
      recursive: true,
      filter: (path) => !path.startsWith(join(ROOT, 'benchmarks/node_modules')),
    })
    symlinkSync(join(ROOT, 'benchmarks/node_modules'), join(folder, 'benchmarks/node_modules'))
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  } catch (error) {
    remove()
    throw error
  }
  return { bench: join(folder, 'benchmarks/bin/bench.mjs'), remove }
}

/** Everything that is installed here, but for our own packages, which are those of the folder. */
function linkModules(folder) {
  const installed = join(ROOT, 'node_modules')
  mkdirSync(join(folder, 'node_modules/@debugin'), { recursive: true })
  for (const name of readdirSync(installed)) {
    if (name !== '@debugin') symlinkSync(join(installed, name), join(folder, 'node_modules', name))
  }
  for (const name of readdirSync(join(folder, 'packages'))) {
    const from = join(ROOT, 'packages', name, 'node_modules')
    const { name: published } = JSON.parse(git('show', `HEAD:packages/${name}/package.json`, folder))
    const link = join(folder, 'node_modules', published)
    rmSync(link, { force: true })
    symlinkSync(join(folder, 'packages', name), link)
    const to = join(folder, 'packages', name, 'node_modules')
    if (existsSync(from) && !existsSync(to)) symlinkSync(from, to)
  }
}

function git(...args) {
  const cwd = args[0] === 'show' ? args.pop() : ROOT
  return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}
