import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeTree } from '../agent/harness/tree.mjs'
import { cleanEnvironment } from '../cli/command.mjs'
import { ROOT } from '../docs/codeBlocks.mjs'

const MOST_PACKAGES = 25
const MOST_BYTES = 15_000_000

/** The types are all there, whatever they are made of. */
const TYPED = `import { type Agent, type AgentOptions, RateLimiter, start } from '@debugin/agent'
import '@debugin/agent/register'
const options: AgentOptions = { redactTracepoint: (snapshot, place) => (place.line > 1 ? snapshot : undefined) }
const agent: Agent = start(options)
export const [limited, id]: [boolean, string] = [new RateLimiter({ burst: 2 }).allow(), agent.setTracepoint('app.ts', 1)]
`
const TYPE_CHECK = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--skipLibCheck', 'false']
TYPE_CHECK.push('--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types'))

/** What is installed is all there: the program's part, the thread's, the parser of expressions, the compiler. */
const APP = `const agent = require('@debugin/agent').start({ controlApiPort: 0, cacheDir: 'off' })
agent.ready.then(async (url) => {
  const { status } = await (await fetch(url + '/health')).json()
  require('node:fs').writeFileSync('late.js', "module.exports = 'runs'")
  agent.setMetricpoint('late.js', 1, { name: 'late', kind: 'counter' }, '1 < 2')
  const [point] = agent.getPoints()
  const metrics = await fetch(url + '/metrics')
  console.log(status, point.status, metrics.status, require('./late.js'))
  await agent.stop()
})
`

test('the agent is installed as few packages, and small', (context) => {
  const folder = join(writeTree(context, { 'empty/package.json': '{"name":"empty"}' }), 'empty')
  const npm = (cwd, ...args) => execFileSync('npm', args, { cwd, env: cleanEnvironment(), encoding: 'utf8' })
  const workspaces = ownPackages('@debugin/agent').flatMap((name) => ['--workspace', name])
  const packed = JSON.parse(npm(ROOT, 'pack', ...workspaces, '--pack-destination', folder, '--json', '--silent'))
  const files = Object.values(packed).map(({ filename }) => join(folder, filename))
  const begin = performance.now()
  npm(folder, 'install', ...files, '--prefer-offline', '--no-audit', '--no-fund', '--silent')
  const seconds = (performance.now() - begin) / 1000
  const modules = join(folder, 'node_modules')
  const { packages } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'))
  const names = Object.keys(packages)
  const bytes = sizeOf(modules)
  context.diagnostic(`${names.length} packages, ${(bytes / 1e6).toFixed(1)} MB, installed in ${seconds.toFixed(1)} s`)
  assert.ok(names.some((name) => name.endsWith('@debugin/agent')))
  assert.ok(names.length <= MOST_PACKAGES, `${names.length} packages: ${names.join(' ')}`)
  assert.ok(bytes < MOST_BYTES, `${bytes} bytes`)
  writeFileSync(join(folder, 'app.js'), APP)
  const said = execFileSync(process.execPath, ['app.js'], { cwd: folder, env: cleanEnvironment(), encoding: 'utf8' })
  assert.equal(said, 'healthy pending 200 runs\n')
  writeFileSync(join(folder, 'app.ts'), TYPED)
  const checked = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), [...TYPE_CHECK, 'app.ts'], {
    cwd: folder,
    encoding: 'utf8',
  })
  assert.equal(checked.stdout, '')
})

/** A package of ours and those of ours that it needs. */
function ownPackages(name, found = new Set()) {
  if (found.has(name)) return [...found]
  found.add(name)
  const path = join(ROOT, 'packages', name.replace('@debugin/', ''), 'package.json')
  const { dependencies = {} } = JSON.parse(readFileSync(path, 'utf8'))
  for (const needed of Object.keys(dependencies)) if (needed.startsWith('@debugin/')) ownPackages(needed, found)
  return [...found]
}

function sizeOf(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return entries.reduce((sum, entry) => {
    return sum + (entry.isFile() ? statSync(join(entry.parentPath ?? entry.path, entry.name)).size : 0)
  }, 0)
}
