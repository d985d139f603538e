import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startEvents } from './harness/events.mjs'
import { launch, startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'
import { endsAsWithout, QUICK } from './programs/exits.mjs'

for (const name of QUICK) test(`ends as without the agent: ${name}`, (context) => endsAsWithout(context, name))

const LAST = `const steps = require('./steps.cjs')
function last(code) {
  const words = 'the end'
  process.exit(code) // leaves
}
steps({ last: () => void setTimeout(() => last(3)) })
`

test('events of the last moment arrive: process.exit() inside a call with a probe', async (context) => {
  const app = await startProgram(context, { files: { 'app.js': LAST } })
  const { id } = await app.api.trace({ file: 'app.js', line: lineOf(LAST, '// leaves') })
  await app.step('last')
  assert.equal((await app.exit()).code, 3)
  const { payload } = await app.events.hit(id)
  assert.deepEqual([payload.snapshot.arguments, payload.snapshot.locals], [{ code: 3 }, { words: 'the end' }])
  assert.equal((await app.events.named('agent.status.stopped')).payload.totalEvents, 1)
})

const LISTENER = `const { Worker, isMainThread } = require('node:worker_threads')
const last = (where, code) => {
  return code // last
}
process.on('exit', (code) => last(isMainThread ? 'main' : 'worker', code))
if (isMainThread) new Worker(__filename)
`

test('hits in exit listeners of the program arrive, of the main thread and of Workers', async (context) => {
  const events = await startEvents(context)
  const probes = [{ file: 'app.js', line: lineOf(LISTENER, '// last'), rateLimit: { limitPerSecond: 10, burst: 10 } }]
  const program = launch(context, {
    files: { 'app.js': LISTENER, 'probes.json': JSON.stringify(probes) },
    env: {
      DEBUGIN_CONTROL_API_PORT: '0',
      DEBUGIN_EVENT_SINK_URL: events.url,
      DEBUGIN_PROBES_FILE: 'probes.json',
    },
  })
  const { code, stderr } = await program.exit()
  assert.deepEqual([code, stderr], [0, ''])
  const hits = await events.some(2, 'hits', ({ name }) => name === 'probe.hit.snapshot')
  assert.deepEqual(hits.map(({ payload }) => payload.snapshot.arguments.where).sort(), ['main', 'worker'])
  assert.equal(hits[0].payload.snapshot.returnValue, 0)
})

test('SIGKILL leaves nothing behind', async (context) => {
  const events = await startEvents(context)
  const env = {
    DEBUGIN_CONTROL_API_PORT: '0',
    DEBUGIN_EVENT_SINK_URL: events.url,
    // What an agent keeps for the next start is no concern of this test.
    DEBUGIN_CACHE_DIR: 'off',
  }
  const source = "setInterval(() => {}, 1000)\nconsole.log('ready')\n"
  const program = launch(context, { files: { 'app.js': source }, env })
  await events.named('agent.status.started')
  await until('the program', () => program.said.stdout.includes('ready'))
  const before = readdirSync(program.folder)
  program.child.kill('SIGKILL')
  assert.equal((await program.exit()).signal, 'SIGKILL')
  assert.deepEqual(readdirSync(program.folder), before)
})
