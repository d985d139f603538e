import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startChild } from './harness/child.mjs'
import { until } from './harness/deadline.mjs'
import { startEvents } from './harness/events.mjs'
import { freePort, takePort } from './harness/freePort.mjs'
import { launch, PRELOADS } from './harness/program.mjs'
import { writeTree } from './harness/tree.mjs'

// Section 1 of the contract, row by row.

const events = await startEvents({ after })
const CLI = join(import.meta.dirname, '../../packages/cli/bin/debugin.js')

/** Prints what GET /health says, and ends. */
const SHOWS = `const { getInstance } = require('@debugin/agent')
const headers = process.env.SENT_TOKEN ? { authorization: 'Bearer ' + process.env.SENT_TOKEN } : {}
getInstance()?.ready.then(async (url) => {
  const health = url === null ? null : await (await fetch(url + '/health', { headers })).json()
  console.log(JSON.stringify({ url, health }))
})
`

async function shown(context, env, { preload = 'require', main = SHOWS, files = {} } = {}) {
  const program = launch(context, {
    files: { 'app.js': main, ...files },
    preload,
    env: { DEBUGIN_CONTROL_API_PORT: '0', DEBUGIN_EVENT_SINK_URL: events.url, ...env },
  })
  const { code, stdout, stderr } = await program.exit()
  assert.equal(code, 0, stderr)
  const line = stdout.split('\n').find((text) => text.startsWith('{'))
  return { ...(line === undefined ? {} : JSON.parse(line)), stderr, folder: program.folder }
}

for (const preload of ['require', 'import', 'NODE_OPTIONS']) {
  test(`1 · ${JSON.stringify(PRELOADS[preload].args ?? PRELOADS[preload].env)} starts the agent`, async (context) => {
    assert.equal((await shown(context, {}, { preload })).health.status, 'healthy')
  })
}

test('1 · debugin run starts it, in children too', async (context) => {
  const forks = `if (process.argv[2] !== 'child') require('node:child_process').fork(__filename, ['child'])\n${SHOWS}`
  const folder = writeTree(context, { 'app.js': forks })
  const { exit } = startChild(context, {
    args: [CLI, 'run', '--port', '0', '--sink-url', events.url, 'app.js'],
    cwd: folder,
    env: { DEBUGIN_CACHE_DIR: 'off' },
  })
  const { code, stdout } = await exit()
  assert.equal(code, 0)
  assert.equal(stdout.split('\n').filter((line) => line.includes('"healthy"')).length, 2)
})

test('1 · start() returns at once an agent with everything that it is to have; called twice, the running one', async (context) => {
  const main = `const { start, ControlAPI, RateLimiter } = require('@debugin/agent')
const agent = start({ controlApiPort: 0 })
const names = ['stop', 'isRunning', 'setTracepoint', 'setLogpoint', 'setMetricpoint', 'getPoints', 'removePoint']
const kinds = names.map((name) => typeof agent[name])
const id = agent.setMetricpoint('late.js', 1, { name: 'lates', kind: 'counter' }, 'true', { tags: ['m'] })
const [point] = agent.getPoints()
console.log(JSON.stringify({
  kinds: [...new Set(kinds)], ready: agent.ready instanceof Promise, same: start() === agent,
  classes: [typeof ControlAPI, typeof RateLimiter], point: [point.id === id, point.type, point.metric.name, point.setBy, point.tags],
}))
require('./late.js')
agent.ready.then(async (url) => {
  for (let text = ''; !/^lates 1$/m.test(text); ) text = await (await fetch(url + '/metrics')).text()
  await agent.stop()
})
`
  const { code, stdout, stderr } = await launch(context, {
    files: { 'app.js': main, 'late.js': 'exports.late = 1\n' },
    preload: 'none',
    env: { DEBUGIN_EVENT_SINK_URL: events.url },
  }).exit()
  assert.deepEqual([code, stderr], [0, ''])
  assert.deepEqual(JSON.parse(stdout), {
    kinds: ['function'],
    ready: true,
    same: true,
    classes: ['function', 'function'],
    point: [true, 'metricpoint', 'lates', 'code', ['m']],
  })
})

test('1 · controlApiPort: taken → the next free one, told on stderr and in /health; 0 → any', async (context) => {
  const port = await takePort(context)
  const { url, health, stderr } = await shown(context, { DEBUGIN_CONTROL_API_PORT: String(port) })
  assert.ok(Number(new URL(url).port) > port)
  assert.match(health.notice, new RegExp(`port ${port} is taken`))
  assert.match(stderr, new RegExp(`port ${port} is taken`))
  const free = await freePort()
  assert.equal(new URL((await shown(context, { DEBUGIN_CONTROL_API_PORT: String(free) })).url).port, String(free))
})

/** What a variable makes of /health, or of the URL. */
const VARIABLES = {
  DEBUGIN_CONTROL_API_HOST: ['localhost', ({ url }) => new URL(url).hostname, 'localhost'],
  DEBUGIN_CONTROL_API: ['false', ({ url }) => url, null],
  DEBUGIN_APPLICATION_NAME: ['named', ({ health }) => health.application.name, 'named'],
  DEBUGIN_APPLICATION_INSTANCE_ID: ['this one', ({ health }) => health.application.instanceId, 'this one'],
  DEBUGIN_AGENT_TAGS: ['a,b', ({ health }) => health.application.tags, ['a', 'b']],
  DEBUGIN_BROKER_URL: ['wss://broker:1', ({ health }) => health.broker, { connected: false, url: 'wss://broker:1' }],
  SIDEKICK_BROKER_HOST: ['broker.example', ({ health }) => health.broker.url, 'wss://broker.example:443'],
  DEBUGIN_PROBES_FILE: ['none.json', ({ health }) => health.probesFile.points, 0],
  DEBUGIN_CACHE_DIR: ['off', ({ health }) => health.cache.folder, null],
  DEBUGIN_EXCLUDE: ['**/*.js', ({ health }) => health.processes[0].files.woven, 0],
  DEBUGIN_INCLUDE: ['lib/**', ({ health }) => health.processes[0].files.woven, 0],
}

/** Those that leave the others alone, and so can be said to one program together. */
const TOGETHER = ['_HOST', '_NAME', '_ID', '_TAGS', 'DEBUGIN_BROKER_URL', '_FILE', '_DIR', 'DEBUGIN_EXCLUDE']

test('1 · each variable has its effect', async (context) => {
  const rows = Object.entries(VARIABLES)
  const together = rows.filter(([name]) => !name.startsWith('SIDEKICK') && TOGETHER.some((end) => name.endsWith(end)))
  const alone = rows.filter((row) => !together.includes(row))
  assert.ok(together.length >= 7)
  const all = await shown(context, Object.fromEntries(together.map(([name, [value]]) => [name, value])))
  for (const [name, [, read, expected]] of together) assert.deepEqual(read(all), expected, name)
  for (const [name, [value, read, expected]] of alone) {
    assert.deepEqual(read(await shown(context, { [name]: value })), expected, name)
  }
})

test('1 · defaults: name of package.json, host and pid, 127.0.0.1, weaving under the root', async (context) => {
  const { url, health, folder } = await shown(context, {}, { files: { 'package.json': '{"name":"shop"}' } })
  assert.equal(new URL(url).hostname, '127.0.0.1')
  assert.deepEqual([health.application.name, health.application.tags], ['shop', []])
  assert.match(health.application.instanceId, /^.+:\d+$/)
  assert.deepEqual(health.broker, { connected: false, url: null })
  assert.ok(health.processes[0].files.woven >= 1)
  assert.ok(folder.length > 0)
})

test('1 · eventSinkUrl: DEBUGIN_EVENT_SINK_URL, then EVENT_SINK_URL, then DEBUGIN_SINK_URL, then port 4317', async (context) => {
  const all = {
    DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9',
    EVENT_SINK_URL: 'http://127.0.0.1:10',
    DEBUGIN_SINK_URL: 'http://127.0.0.1:11',
  }
  const names = Object.keys(all)
  const urls = []
  for (const index of names.keys()) {
    const env = Object.fromEntries(names.map((name, at) => [name, at < index ? '' : all[name]]))
    urls.push((await shown(context, env)).health.eventSink.url)
  }
  assert.deepEqual(urls, Object.values(all))
  const none = await shown(context, { DEBUGIN_EVENT_SINK_URL: '' })
  assert.equal(none.health.eventSink.url, 'http://127.0.0.1:4317')
})

test('1 · controlApiToken is asked for; DEBUGIN_CONTROL_API_BIND_ALL=1 needs it', async (context) => {
  const env = { DEBUGIN_CONTROL_API_TOKEN: 'sesame', DEBUGIN_CONTROL_API_BIND_ALL: '1', SENT_TOKEN: 'sesame' }
  const all = await shown(context, env)
  assert.deepEqual([new URL(all.url).hostname, all.health.status], ['0.0.0.0', 'healthy'])
  const { health } = await shown(context, { DEBUGIN_CONTROL_API_TOKEN: 'sesame' })
  assert.equal(health.code, 'UNAUTHORIZED')
  const { stderr, url } = await shown(context, { DEBUGIN_CONTROL_API_BIND_ALL: '1' })
  assert.equal(url, undefined)
  assert.match(stderr, /0\.0\.0\.0 only with a token/)
})

test('1 · debug writes the log of the agent to stderr, and without it there is none', async (context) => {
  assert.match((await shown(context, { DEBUGIN_DEBUG: '1' })).stderr, /^\[debugin\] /m)
  assert.equal((await shown(context, {})).stderr, '')
})

/** Variables that are wrong, and what is said of them. */
const WRONG = {
  DEBUGIN_CONTROL_API_PROT: ['1', /"DEBUGIN_CONTROL_API_PROT"; the nearest is "DEBUGIN_CONTROL_API_PORT"/],
  DEBUGIN_CONTROL_API_PORT: ['65536', /DEBUGIN_CONTROL_API_PORT is "65536"; it takes a port/],
  DEBUGIN_CONTROL_API_BIND_ALL: ['maybe', /DEBUGIN_CONTROL_API_BIND_ALL is "maybe"; it takes true or false/],
  DEBUGIN_BROKER_URL: ['broker', /DEBUGIN_BROKER_URL is "broker"; it takes .*URL/],
  DEBUGIN_REDACTION: ['{', /DEBUGIN_REDACTION is "\{"; it takes an object/],
  DEBUGIN_CPU_BUDGET: ['2', /DEBUGIN_CPU_BUDGET is "2"; it takes .*at most 1.*"off"/],
  DEBUGIN_MAX_SNAPSHOTS_PER_SECOND: ['-1', /DEBUGIN_MAX_SNAPSHOTS_PER_SECOND is "-1"; it takes a number/],
  DEBUGIN_DEBUG: ['loud', /DEBUGIN_DEBUG is "loud"; it takes true or false/],
}

test('1 · an unknown or malformed variable: an error that names it and what may stand there; the program runs', async (context) => {
  const [[name, [value, message]], ...others] = Object.entries(WRONG)
  const { stderr } = await shown(context, { [name]: value })
  assert.match(stderr, /^\[debugin\] the agent did not start: /)
  assert.match(stderr, message)
  const main = `const { start } = require('@debugin/agent')
const said = ${JSON.stringify(others.map(([variable, [text]]) => [variable, text]))}.map(([name, value]) => {
  process.env[name] = value
  try {
    start()
  } catch (error) {
    return error.code + ' ' + error.message
  } finally {
    delete process.env[name]
  }
})
console.log(JSON.stringify({ said }))
`
  const { said } = await shown(context, {}, { main, preload: 'none' })
  for (const [index, [variable, [, expected]]] of others.entries()) {
    assert.match(said[index], /^INVALID_OPTION /, variable)
    assert.match(said[index], expected)
  }
})

test('1 · probesFile is set before any file is loaded', async (context) => {
  const name = 'contract-probes'
  const files = { 'probes.json': '[{"file":"app.js","line":1}]' }
  await shown(context, { DEBUGIN_PROBES_FILE: 'probes.json', DEBUGIN_APPLICATION_INSTANCE_ID: name }, { files })
  await until('the first line', () =>
    events.all.some(
      ({ name: kind, client, payload }) =>
        kind === 'probe.hit.snapshot' && client.applicationInstanceId === name && payload.line === 1,
    ),
  )
})
