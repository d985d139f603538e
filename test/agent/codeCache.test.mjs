import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { NODES, without } from './harness/nodes.mjs'
import { temporaryFolder } from './harness/temporaryFolder.mjs'

const require = createRequire(import.meta.url)
const register = require.resolve('@debugin/agent/register')
const { evictCode } = createRequire(require.resolve('@debugin/agent'))('./load/cache/evict.js')

/** The second file is loaded when V8's limits of inlining have been raised. */
const PROGRAM = {
  'app.cjs': `const { cachedDataVersionTag: tag } = require('v8')
const early = require('./early.cjs')
const plain = Number(process.env.PLAIN_TAG)
const timer = setInterval(() => {
  if (tag() === plain) return
  clearInterval(timer)
  console.log(early.add(1, require('./late.cjs').two()))
}, 1)
`,
  'early.cjs': 'exports.add = (a, b) => {\n  const sum = a + b\n  return sum\n}\n',
  'late.cjs': 'exports.two = () => {\n  const two = 2\n  return two\n}\n',
}

function writeProgram(context) {
  const folder = temporaryFolder(context, 'debugin-code-')
  for (const [name, text] of Object.entries(PROGRAM)) writeFileSync(join(folder, name), text)
  return folder
}

/** Runs the program; gives what Node says of its cache. */
function run(folder, node, env = {}) {
  const plain = execFileSync(node, ['-p', "require('v8').cachedDataVersionTag()"], { encoding: 'utf8' }).trim()
  const { status, stdout, stderr } = spawnSync(node, ['-r', register, 'app.cjs'], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      PLAIN_TAG: plain,
      NODE_DEBUG_NATIVE: 'COMPILE_CACHE',
      DEBUGIN_CACHE_DIR: join(folder, 'cache'),
      DEBUGIN_CONTROL_API: 'off',
      DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9',
      ...env,
    },
  })
  assert.equal(status, 0, stderr)
  assert.match(stdout, /^3$/m)
  return `${stdout}${stderr}`
}

const isKept = (folder) => existsSync(join(folder, 'cache/code')) && readdirSync(join(folder, 'cache/code')).length > 0

const OUTCOME = /cache for .*was (?:accepted|rejected)/

/** Whether Node has taken what it had kept for every file; on a busy machine a limit can go up while one is compiled. */
const isTaken = (said) =>
  Object.keys(PROGRAM).every((name) => said.split('\n').some((line) => OUTCOME.test(line) && line.includes(name))) &&
  !said.includes('was rejected')

for (const major of [22, 24, 26]) {
  test(`the next start takes the code that V8 has compiled, on Node ${major}`, {
    skip: without(major),
  }, async (context) => {
    const folder = writeProgram(context)
    const node = NODES.get(major)
    run(folder, node)
    assert.ok(isKept(folder))
    await until('code that is taken', () => isTaken(run(folder, node)))
  })
}

test('the code cache of the program itself is left as it is', { skip: without(24) }, async (context) => {
  const folder = writeProgram(context)
  const env = { NODE_COMPILE_CACHE: join(folder, 'own') }
  run(folder, NODES.get(24), env)
  await until('code that is taken', () => isTaken(run(folder, NODES.get(24), env)))
  assert.equal(isKept(folder), false)
})

for (const [what, env] of Object.entries({
  'DEBUGIN_CODE_CACHE=off': { DEBUGIN_CODE_CACHE: 'off' },
  'NODE_DISABLE_COMPILE_CACHE=1': { NODE_DISABLE_COMPILE_CACHE: '1' },
  'coverage that is taken': { NODE_V8_COVERAGE: join(tmpdir(), 'debugin-code-coverage') },
})) {
  test(`nothing is kept with ${what}`, { skip: without(24) }, (context) => {
    const folder = writeProgram(context)
    run(folder, NODES.get(24), env)
    assert.equal(isKept(folder), false)
    if (env.NODE_V8_COVERAGE !== undefined) rmSync(env.NODE_V8_COVERAGE, { recursive: true, force: true })
  })
}

test('the oldest compiled code goes when all together is too large', (context) => {
  const folder = temporaryFolder(context, 'debugin-code-')
  mkdirSync(join(folder, 'v24'))
  for (const [age, name] of ['d', 'c', 'b', 'a'].entries()) {
    const path = join(folder, 'v24', name)
    writeFileSync(path, 'x'.repeat(100))
    const at = Date.now() / 1000 - age * 60
    utimesSync(path, at, at)
  }
  evictCode(folder, 400)
  assert.deepEqual(readdirSync(join(folder, 'v24')), ['a', 'b', 'c', 'd'])
  evictCode(folder, 399)
  assert.deepEqual(readdirSync(join(folder, 'v24')), ['c', 'd'])
  evictCode(join(folder, 'none'), 0)
})
