import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { instrument } from '@debugin/compiler'
import { startSink } from '@debugin/sink'
import { freePort } from '../agent/harness/freePort.mjs'
import { cleanEnvironment, until } from '../cli/command.mjs'
import { codeBlocks, ROOT } from './codeBlocks.mjs'
import { writeReadmeProgram } from './readmeProgram.mjs'

const blocks = codeBlocks('README.md')
const texts = (language) => blocks.filter((block) => block.language === language).map(({ text }) => text)
const [SOURCE, WOVEN, SNIPPET] = texts('js')
const [EVENT] = texts('json').map((text) => JSON.parse(text))
const COMMANDS = texts('sh').flatMap((text) => text.trimEnd().split('\n'))

/** Not run here: the first by `fresh.matrix.test.mjs`, and the second is what runs all tests, this one among them. */
const FIRST = 'npm ci && npm run demo'
const SECOND = 'npm ci && npm test'

/** Programs that end by themselves, the one that goes on, and what is said to it meanwhile. */
const ENDING = COMMANDS.filter((command) => /(app\.js|npm start)$/.test(command) && !command.startsWith('npx'))
const [RUNNING, ...CALLS] = COMMANDS.filter((command) => ![FIRST, SECOND, ...ENDING].includes(command))

const NO_CURL = spawnSync('curl', ['--version']).status === 0 ? false : 'there is no curl'

test('the woven text is what the compiler makes of the source', () => {
  const { code } = instrument(SOURCE, { file: 'price.js' })
  const shown = code.slice(code.indexOf('function price'), code.indexOf('\n}\n') + 2)
  assert.equal(`${shown.replaceAll(/\$D\w+_1\b/g, 'G1')}\n`, WOVEN)
})

test('the event is what the agent sends', async (context) => {
  const sink = await startSink({ port: 0 })
  context.after(() => sink.stop())
  const cwd = writeReadmeProgram(context, SOURCE)
  const { line, condition } = EVENT.payload
  const probesFile = join(cwd, 'probes.json')
  writeFileSync(probesFile, JSON.stringify([{ file: 'price.js', line, condition }]))
  const env = { DEBUGIN_CONTROL_API: 'false', DEBUGIN_EVENT_SINK_URL: sink.url, DEBUGIN_PROBES_FILE: probesFile }
  await runToEnd('node --import @debugin/agent/register app.js', cwd, env)
  const { events } = await getJson(`${sink.url}/api/events?event_type=${EVENT.name}`)
  assertHolds(events[0], EVENT, 'event')
})

test('every way in starts the agent', async (context) => {
  assert.ok(ENDING.length >= 4)
  const cwd = writeReadmeProgram(context, SOURCE)
  const env = { DEBUGIN_CONTROL_API_PORT: '0', DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9' }
  await Promise.all(
    ENDING.map(async (command) => assert.match(await runToEnd(command, cwd, env), /^under the agent$/m, command)),
  )
})

test('start() in the program', async (context) => {
  const cwd = writeReadmeProgram(context, SOURCE)
  writeFileSync(join(cwd, 'main.js'), SNIPPET)
  const printed = await runToEnd('node main.js', cwd, { DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9' })
  assert.match(printed, /^control API at http:\/\/127\.0\.0\.1:\d+$/m)
  assert.match(printed, /^under the agent$/m)
})

describe('the commands for a running program', { skip: NO_CURL }, async () => {
  const [apiPort, sinkPort] = [await freePort(), await freePort()]
  const env = { DEBUGIN_CONTROL_API_PORT: String(apiPort), DEBUGIN_SINK_PORT: String(sinkPort) }
  const cwd = writeReadmeProgram({ after }, SOURCE)
  const child = startShell(RUNNING, cwd, env, 'pipe')
  const ended = new Promise((resolve) => child.once('close', resolve))
  after(async () => {
    // As Ctrl-C does: to npx, the launcher and the program.
    process.kill(-child.pid, 'SIGINT')
    await ended
  })

  for (const command of CALLS) {
    test(command, async () => {
      const api = `http://127.0.0.1:${apiPort}`
      await until('the control API', () => getJson(`${api}/health`).catch(() => null))
      const ported = command.replaceAll(':5001', `:${apiPort}`).replaceAll(':4317', `:${sinkPort}`)
      const environment = { ...env, DEBUGIN_EVENT_SINK_URL: `http://127.0.0.1:${sinkPort}` }
      const printed = await runToEnd(ported, cwd, environment)
      assert.notEqual(printed, '')
      if (command.startsWith('curl')) assert.equal(JSON.parse(printed).error, undefined)
    })
  }
})

test('CI runs the second command', () => {
  assert.ok(COMMANDS.includes(FIRST) && COMMANDS.includes(SECOND))
  assert.match(readFileSync(join(ROOT, '.ci/run'), 'utf8'), new RegExp(`^test_command=.*'\\^${SECOND}'`, 'm'))
})

/** Runs a command and gives what it printed; anything but exit code 0 is an error. */
async function runToEnd(command, cwd, env) {
  const child = startShell(command, cwd, env, 'ignore')
  let printed = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (printed += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  assert.equal(code, 0, `${command}\n${printed}\n${errors}`)
  return printed
}

function startShell(command, cwd, env, stdin) {
  return spawn(command, {
    cwd,
    shell: true,
    detached: true,
    stdio: [stdin, 'pipe', 'pipe'],
    env: { ...cleanEnvironment(), ...env },
  })
}

async function getJson(url) {
  const response = await fetch(url)
  assert.equal(response.status, 200)
  return await response.json()
}

/** Whether a value holds all that is expected of it; an array its first elements. */
function assertHolds(value, expected, path) {
  if (typeof expected !== 'object' || expected === null) return assert.deepEqual(value, expected, path)
  for (const [key, part] of Object.entries(expected)) assertHolds(value?.[key], part, `${path}.${key}`)
}
