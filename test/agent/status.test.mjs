import assert from 'node:assert/strict'
import { hostname } from 'node:os'
import { after, test } from 'node:test'
import { startEvents } from './harness/events.mjs'
import { launch } from './harness/program.mjs'

const events = await startEvents({ after })

async function run(context, { source, env = {}, files = {} }) {
  const program = launch(context, {
    files: { 'app.js': source, ...files },
    env: { DEBUGIN_CONTROL_API_PORT: '0', DEBUGIN_EVENT_SINK_URL: events.url, ...env },
  })
  const end = await program.exit()
  const own = ({ client }) => client.applicationInstanceId === `${hostname()}:${program.child.pid}`
  const stopped = await events.some(1, 'the end', (event) => event.name === 'agent.status.stopped' && own(event))
  return { ...end, own: events.all.filter(own), stopped: stopped[0] }
}

test('a program says that its agent starts and stops, first and last, with all fields', async (context) => {
  const source =
    'const start = Date.now()\nconst timer = setInterval(() => { if (Date.now() > start + 20) clearInterval(timer) }, 1)\n'
  const probes = JSON.stringify([
    { file: 'app.js', line: 1 },
    { file: 'app.js', line: 2, message: 'm' },
  ])
  const { own, stopped, code, stdout, stderr } = await run(context, {
    source,
    files: { 'probes.json': probes, 'package.json': '{"name":"status-app"}' },
    env: { DEBUGIN_PROBES_FILE: 'probes.json', DEBUGIN_AGENT_TAGS: 'a,b' },
  })
  assert.deepEqual([code, stdout, stderr], [0, '', ''])
  const [started] = own
  assert.equal(started.name, 'agent.status.started')
  assert.equal(own.at(-1), stopped)
  assert.equal(own.filter(({ name }) => name.startsWith('agent.status')).length, 2)
  const { features, ...rest } = started.payload
  assert.deepEqual(rest, { message: 'DebugIn agent started', engine: 'twin' })
  assert.equal(features.tracepoints && features.logpoints && features.conditions && features.rateLimit, true)
  const { uptime, ...end } = stopped.payload
  assert.deepEqual(end, { message: 'DebugIn agent stopped', totalProbes: 2, totalEvents: 2 })
  assert.ok(uptime > 0.02 && uptime < 100, String(uptime))
  for (const { client, timestamp } of [started, stopped]) {
    assert.equal(client.applicationName, 'status-app')
    assert.equal(client.runtime, 'node')
    assert.match(timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  }
})

/** Ends after which nothing of the program runs any more. */
const ENDS = {
  'process.exit(3)': 3,
  "setTimeout(() => { throw new Error('x') })": 1,
  "Promise.reject(new Error('x'))": 1,
}

test('it says so however it ends', async (context) => {
  // With an event on its way the end waits longer for the sink.
  const files = { 'probes.json': '[{"file":"app.js","line":1}]' }
  const env = { DEBUGIN_PROBES_FILE: 'probes.json' }
  for (const [source, expected] of Object.entries(ENDS)) {
    const { own, code } = await run(context, { source, files, env })
    assert.equal(code, expected, source)
    assert.deepEqual(
      own.map(({ name }) => name),
      ['agent.status.started', 'probe.hit.snapshot', 'agent.status.stopped'],
      source,
    )
  }
})
