import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startEvents } from './harness/events.mjs'
import { freePort } from './harness/freePort.mjs'
import { launch } from './harness/program.mjs'

const events = await startEvents({ after })

const LIBRARY = `module.exports = function price(quantity) {
  const each = 4
  return quantity * each
}
`

/** Runs a program that starts the agent itself; it fails when an assertion of its own does. */
async function run(context, main, { files = {}, env = {}, name = 'app.js' } = {}) {
  const program = launch(context, {
    files: { [name]: main, 'price.js': LIBRARY, 'package.json': '{"name":"program"}', ...files },
    main: name,
    preload: 'none',
    env: { DEBUGIN_EVENT_SINK_URL: events.url, ...env },
  })
  const { code, stdout, stderr } = await program.exit()
  assert.equal(stderr, '')
  assert.equal(code, 0)
  return { stdout, folder: program.folder, pid: program.child.pid }
}

test('start() to stop(): points, hits, errors, and calling twice', async (context) => {
  const main = `const assert = require('node:assert/strict')
const { start, stop, getInstance, __version__ } = require('@debugin/agent')
assert.equal(getInstance(), null)
assert.match(__version__, /^\\d+\\.\\d+\\.\\d+/)
const agent = start({ controlApiPort: 0, applicationInstanceId: 'start-to-stop' })
assert.equal(start(), agent)
assert.equal(start({ controlApiPort: 1 }), agent)
assert.equal(getInstance(), agent)
assert.equal(agent.isRunning(), true)
const trace = agent.setTracepoint('price.js', 3, 'quantity > 1', { tags: ['t'], rateLimit: { burst: 5 } })
const log = agent.setLogpoint('price.js', 3, 'q={quantity}', null, { rateLimit: { burst: 5 } })
assert.match(trace, /^[\\da-f-]{36}$/)
assert.deepEqual(agent.getPoints().map(({ id, type, status, tags }) => [id, type, status, tags]),
  [[trace, 'tracepoint', 'pending', ['t']], [log, 'logpoint', 'pending', []]])
const refused = (call, code, message) => assert.throws(call, (error) => {
  assert.equal(error.name, 'DebugInError')
  assert.equal(error.code, code)
  assert.match(error.message, message)
  return true
})
refused(() => agent.setTracepoint('prise.js', 3), 'FILE_NOT_FOUND', /prise.*price/)
refused(() => agent.setTracepoint('price.js', 99), 'INVALID_LINE', /99.*nearest/)
refused(() => agent.setTracepoint('price.js', 3, '1 +'), 'INVALID_CONDITION', /./)
refused(() => agent.setLogpoint('price.js', 3), 'MISSING_FIELD', /message/)
refused(() => agent.setTracepoint('price.js', 3, null, { tag: 'x' }), 'UNKNOWN_FIELD', /"tag".*"tags"/)
refused(() => agent.removePoint('none'), 'POINT_NOT_FOUND', /none/)
assert.equal(agent.getPoints().length, 2)
const price = require('./price.js')
assert.equal(price(1) + price(2), 12)
;(async () => {
  const url = await agent.ready
  assert.equal(agent.url, url)
  const health = await (await fetch(url + '/health')).json()
  assert.equal(health.application.instanceId, 'start-to-stop')
  assert.equal((await (await fetch(url + '/points')).json()).length, 2)
  agent.removePoint(log)
  assert.deepEqual(agent.getPoints().map(({ id, status }) => [id, status]), [[trace, 'active']])
  const stopped = agent.stop()
  assert.ok(stopped instanceof Promise)
  assert.equal(agent.isRunning(), false)
  await stopped
  await stop()
  await agent.stop()
  assert.equal(getInstance(), null)
  await assert.rejects(fetch(url + '/health'))
  assert.equal(price(3), 12)
  console.log(trace, log)
})()
`
  const { stdout } = await run(context, main)
  const [trace, log] = stdout.trim().split(' ')
  assert.equal((await events.hit(trace)).payload.snapshot.returnValue, 8)
  assert.deepEqual(
    (await events.hits(log, 2)).map(({ payload }) => payload.message),
    ['q=1', 'q=2'],
  )
  assert.equal(events.hitsSoFar(trace).length, 1)
  const own = events.all.filter(({ client }) => client.applicationInstanceId === 'start-to-stop')
  assert.deepEqual([own[0].name, own.at(-1).name], ['agent.status.started', 'agent.status.stopped'])
})

test('wrong options and variables: named, with the nearest known one, and nothing starts', async (context) => {
  const main = `const assert = require('node:assert/strict')
const { start, getInstance, RateLimiter } = require('@debugin/agent')
const { writeFileSync } = require('node:fs')
const refused = (options, env, message) => {
  Object.assign(process.env, env)
  assert.throws(() => start(options), (error) => {
    assert.equal(error.code, 'INVALID_OPTION')
    assert.match(error.message, message)
    return true
  })
  for (const name of Object.keys(env)) delete process.env[name]
  assert.equal(getInstance(), null)
}
refused({ controlPort: 1 }, {}, /option "controlPort".*"controlApiPort"/)
refused({ toString: 1 }, {}, /option "toString"/)
refused({ controlApiPort: 70000 }, {}, /"controlApiPort" is 70000.*port/)
refused({ controlApiPort: '5001' }, {}, /"controlApiPort" is "5001".*port/)
refused({ enableControlApi: 'no' }, {}, /"enableControlApi" is "no".*true or false/)
refused({ eventSinkUrl: 'localhost:4317' }, {}, /"eventSinkUrl".*http/)
refused({ eventSinkUrl: 'ftp://x' }, {}, /"eventSinkUrl".*http/)
refused({ agentTags: 'a' }, {}, /"agentTags" is "a".*list/)
refused({ maxSnapshotsPerSecond: 0 }, {}, /"maxSnapshotsPerSecond" is 0.*greater than 0/)
refused({ controlApiHost: '0.0.0.0' }, {}, /0\\.0\\.0\\.0 only with a token/)
refused({}, { DEBUGIN_CONTROL_API_PROT: '1' }, /variable "DEBUGIN_CONTROL_API_PROT".*"DEBUGIN_CONTROL_API_PORT"/)
refused({}, { DEBUGIN_CONTROL_API_PORT: 'many' }, /DEBUGIN_CONTROL_API_PORT is "many".*port/)
refused({}, { DEBUGIN_CONTROL_API: 'maybe' }, /DEBUGIN_CONTROL_API is "maybe".*true or false/)
refused({}, { DEBUGIN_EVENT_SINK_URL: 'nowhere' }, /DEBUGIN_EVENT_SINK_URL is "nowhere".*http/)
refused({}, { DEBUGIN_CONTROL_API_BIND_ALL: '1' }, /only with a token/)

const limiter = new RateLimiter({ limitPerSecond: 0.001, burst: 2 })
assert.deepEqual([limiter.allow(), limiter.allow(), limiter.allow()], [true, true, false])
assert.deepEqual([new RateLimiter().allow(), new RateLimiter({}).allow()], [true, true])
console.log('checked')
`
  assert.equal((await run(context, main)).stdout, 'checked\n')
})

test('variables say what the program does not; what the program says counts more', async (context) => {
  const [port, other] = [await freePort(), await freePort()]
  const main = `const assert = require('node:assert/strict')
const { ControlAPI, getInstance } = require('@debugin/agent')
const api = new ControlAPI({ port: ${other}, host: 'localhost' })
;(async () => {
  const url = await api.start()
  assert.match(url, /localhost:\\d+$/)
  const headers = { authorization: 'Bearer of-the-environment' }
  assert.equal((await fetch(url + '/health')).status, 401)
  const health = await (await fetch(url + '/health', { headers })).json()
  console.log(JSON.stringify([new URL(url).port, health.application, health.eventSink.url, getInstance() !== null]))
  await api.stop()
  assert.equal(getInstance(), null)
  await assert.rejects(fetch(url + '/health'))
})()
`
  const { stdout } = await run(context, main, {
    env: {
      DEBUGIN_CONTROL_API_PORT: String(port),
      DEBUGIN_CONTROL_API_TOKEN: 'of-the-environment',
      DEBUGIN_APPLICATION_NAME: 'named',
      DEBUGIN_APPLICATION_INSTANCE_ID: 'by-variable',
      DEBUGIN_AGENT_TAGS: 'a, b,,c',
      EVENT_SINK_URL: 'http://127.0.0.1:9',
    },
  })
  const [used, application, sink, running] = JSON.parse(stdout)
  assert.ok([other, other + 1].includes(Number(used)), used)
  assert.deepEqual(application, { name: 'named', instanceId: 'by-variable', tags: ['a', 'b', 'c'] })
  assert.equal(sink, events.url)
  assert.equal(running, true)
})

test('ready holds the program until it is known, and is null without a control API', async (context) => {
  const main = `import { start } from '@debugin/agent'
console.log(await start({ enableControlApi: false }).ready)
`
  assert.equal((await run(context, main, { name: 'app.mjs' })).stdout, 'null\n')
})

test('ESM imports the same names, and files that ran before start() say that they cannot be woven', async (context) => {
  const main = `import assert from 'node:assert/strict'
import price from './price.js'
import * as agentModule from '@debugin/agent'
import { ControlAPI, getInstance, RateLimiter, start, stop } from '@debugin/agent'
assert.deepEqual([typeof ControlAPI, typeof getInstance, typeof RateLimiter, typeof stop], Array(4).fill('function'))
assert.ok('__version__' in agentModule)
const agent = start({ controlApiPort: 0 })
const [point] = [agent.setTracepoint('price.js', 3)].map((id) => agent.getPoints().find((shown) => shown.id === id))
console.log(price(2), point.status, point.statusReason)
await agent.stop()
`
  const { stdout } = await run(context, main, { name: 'app.mjs' })
  assert.match(stdout, /^8 error it was loaded before the agent started.*\n$/)
})
