import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { controlApi } from './harness/controlApi.mjs'
import { until } from './harness/deadline.mjs'
import { startEvents } from './harness/events.mjs'
import { freePort } from './harness/freePort.mjs'
import { without } from './harness/nodes.mjs'
import { launch } from './harness/program.mjs'
import { writeTree } from './harness/tree.mjs'

const REGISTER = '@debugin/agent/register'

/** Counts how often the main thread waits for another, from the end of its main file on. */
const SPY = `const { wait } = Atomics
let waits = 0
Atomics.wait = (...args) => {
  waits++
  return wait(...args)
}
globalThis.countWaits = () => {
  waits = 0
  process.on('exit', () => process.stdout.write(String(waits)))
}
`

/** Runs a program to its end in a folder of its own for temporary files; gives how often it waited there. */
async function run(context, folder, { major, events, env = {} }) {
  mkdirSync(join(folder, 'temp'), { recursive: true })
  const program = launch(context, {
    folder,
    major,
    preload: 'none',
    flags: ['-r', './spy.cjs', '-r', REGISTER],
    env: {
      TMPDIR: join(folder, 'temp'),
      DEBUGIN_CONTROL_API_PORT: '0',
      DEBUGIN_EVENT_SINK_URL: events.url,
      ...env,
    },
  })
  const { code, stdout, stderr } = await program.exit()
  assert.deepEqual([code, stderr], [0, ''])
  return Number(stdout)
}

function treesIn(folder) {
  const temp = join(folder, 'temp')
  return readdirSync(temp).flatMap((base) => readdirSync(join(temp, base)))
}

for (const major of [20, 22, 24, 26]) {
  test(`a program that is over before the agent's thread has begun does not wait for it: Node ${major}`, {
    skip: without(major),
  }, async (context) => {
    const events = await startEvents(context)
    const folder = writeTree(context, { 'spy.cjs': SPY, 'app.js': 'countWaits()\n' })
    // On a busy machine the thread can be quicker than the main file.
    await until('an end without a wait', async () => {
      const waits = await run(context, folder, { major, events })
      assert.deepEqual(treesIn(folder), [])
      return waits === 0
    })
  })
}

for (const [major, app] of [
  [20, "import('./kept.mjs').then(countWaits)\n"],
  [24, "require('./kept.cjs')\ncountWaits()\n"],
]) {
  test(`it waits where it has something to keep, which was just woven: Node ${major}`, {
    skip: without(major),
  }, async (context) => {
    const events = await startEvents(context)
    const files = { 'kept.mjs': 'export const kept = () => 1\n', 'kept.cjs': 'exports.kept = () => 1\n' }
    const folder = writeTree(context, { 'spy.cjs': SPY, 'app.js': app, ...files })
    mkdirSync(join(folder, 'cache'), { mode: 0o700 })
    const env = { DEBUGIN_CACHE_DIR: join(folder, 'cache') }
    assert.ok((await run(context, folder, { major, events, env })) > 0)
    const isEntry = (name) => /^[\da-f]{64}$/.test(name)
    assert.equal(readdirSync(join(folder, 'cache')).filter(isEntry).length, 2)
  })
}

const LAUNCHER = `const { spawn } = require('node:child_process')
const children = [1, 2].map(() => spawn(process.execPath, ['server.js'], { detached: true, stdio: 'ignore' }))
require('node:fs').writeFileSync('pids.json', JSON.stringify(children.map(({ pid }) => pid)))
for (const child of children) child.unref()
countWaits()
`

test('processes that it has started meet without it', { skip: without(24) }, async (context) => {
  const events = await startEvents(context)
  const folder = writeTree(context, {
    'spy.cjs': SPY,
    'app.js': LAUNCHER,
    'server.js': 'setInterval(() => {}, 1000)\n',
  })
  let pids = []
  const endChildren = () => pids.forEach((pid) => void process.kill(pid, 'SIGKILL'))
  context.after(endChildren)
  const port = await until('an end without a wait', async () => {
    const free = await freePort()
    const env = { DEBUGIN_CONTROL_API_PORT: String(free), NODE_OPTIONS: `--require ${REGISTER}` }
    const waits = await run(context, folder, { major: 24, events, env })
    pids = JSON.parse(readFileSync(join(folder, 'pids.json'), 'utf8'))
    if (waits === 0) return free
    endChildren()
  })
  const api = controlApi(`http://127.0.0.1:${port}`)
  await until('both processes', async () => (await api.health().catch(() => null))?.processes.length === 2)
})
