import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDuration } from '../../packages/cli/dist/arguments/duration.js'
import { parsePlace } from '../../packages/cli/dist/arguments/place.js'
import { resolveControlUrl, resolveSinkUrl, wantsColour } from '../../packages/cli/dist/options.js'
import { agentVariables } from '../../packages/cli/dist/run/agentVariables.js'

test('places: paths may hold colons and spaces', () => {
  for (const [text, file, line, column] of [
    ['app.js:10', 'app.js', 10, null],
    ['src/app.js:10:1', 'src/app.js', 10, 0],
    ['C:\\shop\\my app\\a.js:7', 'C:\\shop\\my app\\a.js', 7, null],
    ['C:\\a.js:7:3', 'C:\\a.js', 7, 2],
    ['D:/shop/a.js:7', 'D:/shop/a.js', 7, null],
    ['/tmp/a:b/12:30.js:5', '/tmp/a:b/12:30.js', 5, null],
    ['file:///C:/shop/a.js:7:3', 'file:///C:/shop/a.js', 7, 2],
    ['file:///shop/a%20b.js:7', 'file:///shop/a%20b.js', 7, null],
    [' my app/ä.ts:3 ', 'my app/ä.ts', 3, null],
  ]) {
    assert.deepEqual(parsePlace(text), { file, line, column }, text)
  }
  for (const text of ['', 'app.js', ':3', 'app.js:', 'app.js:x', 'app.js:0', 'app.js:1:0', 'app.js:-1']) {
    assert.throws(() => parsePlace(text), { code: 'commander.invalidArgument' }, text)
  }
})

test('durations have units', () => {
  for (const [text, milliseconds] of [
    ['500ms', 500],
    ['30s', 30_000],
    ['10m', 600_000],
    ['1.5h', 5_400_000],
    ['1h30m', 5_400_000],
    ['1d', 86_400_000],
  ]) {
    assert.equal(parseDuration(text), milliseconds)
  }
  for (const text of ['', '10', '10 m', 'm', '-1s', '1w', '0s', '1s2']) {
    assert.throws(() => parseDuration(text), { code: 'commander.invalidArgument' }, text)
  }
})

test('the control API and the sink are found as the agent names them', () => {
  assert.equal(resolveControlUrl(undefined, {}), 'http://127.0.0.1:5001')
  const env = { DEBUGIN_CONTROL_API_HOST: '::1', DEBUGIN_CONTROL_API_PORT: '5010' }
  assert.equal(resolveControlUrl(undefined, env), 'http://[::1]:5010')
  assert.equal(resolveControlUrl(undefined, { DEBUGIN_CONTROL_API_HOST: '0.0.0.0' }), 'http://127.0.0.1:5001')
  assert.equal(resolveControlUrl('5002', env), 'http://127.0.0.1:5002')
  assert.equal(resolveControlUrl('localhost:5002', env), 'http://localhost:5002')
  assert.equal(resolveControlUrl('https://box:1/debug/', env), 'https://box:1/debug')
  assert.equal(resolveControlUrl('unix:/run/a.sock', env), 'unix:/run/a.sock')
  assert.equal(resolveControlUrl(undefined, { ...env, DEBUGIN_CONTROL_API_SOCKET: '/b.sock' }), 'unix:/b.sock')
  assert.throws(() => resolveControlUrl('http://', env), { code: 'INVALID_OPTION' })
  assert.equal(resolveSinkUrl(undefined, {}), null)
  assert.equal(resolveSinkUrl(undefined, { DEBUGIN_EVENT_SINK_URL: '', EVENT_SINK_URL: 'http://s:1/' }), 'http://s:1')
})

test('colours follow the terminal, NO_COLOR and FORCE_COLOR', () => {
  assert.equal(wantsColour(true, {}), true)
  assert.equal(wantsColour(true, { TERM: 'dumb' }), false)
  assert.equal(wantsColour(true, { NO_COLOR: '1' }), false)
  assert.equal(wantsColour(true, { NO_COLOR: '' }), true)
  assert.equal(wantsColour(false, {}), false)
  assert.equal(wantsColour(false, { FORCE_COLOR: '1' }), true)
  assert.equal(wantsColour(true, { FORCE_COLOR: '0' }), false)
})

test('what is said to the agent becomes its variables, and nothing else does', () => {
  assert.deepEqual(agentVariables({ sink: true }), {})
  assert.deepEqual(
    agentVariables({
      ...{ port: 0, host: '::1', token: 't', sinkUrl: 'http://s', name: 'n', tag: ['a', 'b'], debug: true },
      ...{ root: '/r', include: ['a/**', 'b/**'], exclude: ['c'], includePackage: ['d', '@e/*'], probes: '/p.json' },
      ...{ socket: '/s.sock', persist: 'on', redaction: '{}', cpuBudget: 'off' },
    }),
    {
      DEBUGIN_CONTROL_API_PORT: '0',
      DEBUGIN_CONTROL_API_HOST: '::1',
      DEBUGIN_CONTROL_API_TOKEN: 't',
      DEBUGIN_EVENT_SINK_URL: 'http://s',
      DEBUGIN_APPLICATION_NAME: 'n',
      DEBUGIN_AGENT_TAGS: 'a,b',
      DEBUGIN_ROOT: '/r',
      DEBUGIN_INCLUDE: 'a/**,b/**',
      DEBUGIN_EXCLUDE: 'c',
      DEBUGIN_INCLUDE_PACKAGES: 'd,@e/*',
      DEBUGIN_PROBES_FILE: '/p.json',
      DEBUGIN_CONTROL_API_SOCKET: '/s.sock',
      DEBUGIN_PERSIST: 'on',
      DEBUGIN_REDACTION: '{}',
      DEBUGIN_CPU_BUDGET: 'off',
      DEBUGIN_DEBUG: '1',
    },
  )
})
