import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeTree } from '../agent/harness/tree.mjs'
import { ROOT } from '../docs/codeBlocks.mjs'
import { pack, run } from './packed.mjs'
import { startRegistry } from './registry.mjs'

/** What is promised of the agent, our own packages counted: quickly there, small, and few to trust. */
const PROMISED = { packages: 25, bytes: 15_000_000, seconds: 5 }

/** What it has come to. Whatever adds to it should have its reason. */
const NOW = { packages: 1, bytes: 2_500_000, files: 45 }

/** What is installed is all there: the program's part, the thread's, the parser of expressions, the compiler, globs. */
const APP = `const { writeFileSync } = require('node:fs')
const { start } = require('@debugin/agent')
try { start({ ruut: '.' }) } catch (error) { console.log(error.message) }
const agent = start({ controlApiPort: 0, cacheDir: 'off', include: ['*late*.*'] })
agent.ready.then(async (url) => {
  const { status } = await (await fetch(url + '/health')).json()
  writeFileSync('late.js', "module.exports = 'runs'")
  writeFileSync('later.mjs', "export default 'runs too'")
  agent.setMetricpoint('late.js', 1, { name: 'late', kind: 'counter' }, '1 < 2')
  const [point] = agent.getPoints()
  const texts = await Promise.all(['/metrics', '/openapi.json'].map((path) => fetch(url + path)))
  console.log(status, point.status, texts.map(({ status }) => status).join(' '))
  console.log(require('./late.js'), (await import('./later.mjs')).default, agent.getPoints()[0].status)
  console.log(typeof require('@debugin/agent/jest/transform').createTransformer().process)
  await agent.stop()
})
`
const SAID = `there is no option "ruut"; the nearest is "root"
healthy pending 200 200
runs runs too active
function
`

/** The types are all there, whatever they are made of. */
const TYPED = `import { type Agent, type AgentOptions, ControlAPI, RateLimiter, start } from '@debugin/agent'
import transform from '@debugin/agent/jest/transform'
import Environment from '@debugin/agent/jest/environment'
import '@debugin/agent/register'
import '@debugin/agent/vitest'
const options: AgentOptions = { redactTracepoint: (snapshot, place) => (place.line > 1 ? snapshot : undefined) }
const agent: Agent = start(options)
export const [limited, id]: [boolean, string] = [new RateLimiter({ burst: 2 }).allow(), agent.setTracepoint('app.ts', 1)]
export const made = [new ControlAPI({ port: 0 }), transform.createTransformer({ transform: 'x' }).canInstrument, Environment]
// @ts-expect-error: a file is no line, unless there are no types at all
agent.setTracepoint('app.ts', agent.getPoints()[0]?.file)
`
const TYPE_CHECK = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--skipLibCheck', 'false']
TYPE_CHECK.push('--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types'))

/** Cold ones; on a busy machine the quickest says the most. */
const INSTALLS = 3

test('the agent is installed as one package, quickly, with all that it needs', async (context) => {
  const folder = join(writeTree(context, { 'app/app.js': APP, 'app/app.ts': TYPED }), 'app')
  const packed = await pack(['@debugin/agent'], folder)
  const { url, asked } = await startRegistry(context, packed)
  const seconds = []
  for (let i = 0; i < INSTALLS; i++) seconds.push(await install(folder, url))
  // Nothing else, not even about packages that it works with: npm reads of all that those might need.
  assert.deepEqual(new Set(asked), new Set(['200 /@debugin/agent', '200 /@debugin/agent.tgz']))

  const modules = join(folder, 'node_modules')
  const names = Object.keys(JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages)
  const { files, bytes } = contentOf(modules)
  const times = seconds.map((time) => time.toFixed(1)).join(', ')
  context.diagnostic(
    `${names.length} packages, ${files} files, ${(bytes / 1e6).toFixed(1)} MB, installed in ${times} s`,
  )
  for (const limit of [PROMISED, NOW]) {
    assert.ok(names.length <= limit.packages, `${names.length} packages: ${names.join(' ')}`)
    assert.ok(bytes <= limit.bytes, `${bytes} bytes`)
  }
  assert.ok(files <= NOW.files, `${files} files`)
  assert.ok(Math.min(...seconds) < PROMISED.seconds, `${times} s`)
  assertLicences(join(modules, '@debugin/agent/dist'))

  assert.equal(await run(folder, process.execPath, 'app.js'), SAID)
  await run(folder, join(ROOT, 'node_modules/.bin/tsc'), ...TYPE_CHECK, 'app.ts')
})

/** Installs the agent where nothing is known yet; resolves to the seconds that it took. */
async function install(folder, registry) {
  for (const name of ['node_modules', 'package-lock.json', 'cache']) {
    rmSync(join(folder, name), { recursive: true, force: true })
  }
  writeFileSync(join(folder, 'package.json'), '{"name":"app","private":true}')
  const begin = performance.now()
  await run(folder, 'npm', 'install', '@debugin/agent', '--registry', registry, '--cache', 'cache', '--silent')
  return (performance.now() - begin) / 1000
}

/** Every package of others from which something was bundled has its licence beside it. */
function assertLicences(dist) {
  const licences = readFileSync(join(dist, 'LICENSES.txt'), 'utf8')
  const sources = readdirSync(dist, { recursive: true })
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => [...readFileSync(join(dist, file), 'utf8').matchAll(/^ *\/\/ .*node_modules\/(.*)$/gm)])
  const names = new Set(sources.map(([, path]) => /^(?:@[^/]+\/)?[^/]+/.exec(path)[0]))
  assert.ok(names.has('@babel/parser') && names.has('hono'), [...names].join())
  for (const name of names) assert.match(licences, new RegExp(`^${name}\\n\\n(?:.*\\n){0,9}.*[Pp]ermission`, 'm'))
}

function contentOf(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
  const bytes = entries.map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).size)
  return { files: entries.length, bytes: bytes.reduce((sum, size) => sum + size, 0) }
}
