import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { after, describe, test } from 'node:test'
import { until } from '../agent/harness/deadline.mjs'
import { launch, startProgram } from '../agent/harness/program.mjs'
import { codeBlocks, ROOT } from './codeBlocks.mjs'

const NO_CURL = spawnSync('curl', ['--version']).status === 0 ? false : 'there is no curl'

/** The program that the commands are about: line 40 begins a function, and statements stand on lines 42, 45 and 52. */
const ORDERS = `${'\n'.repeat(39)}function placeOrder(order, customer) {
  const began = 1
  const total = order.total + began

  // Payment.
  const paid = total * 2






  return paid
}

module.exports = placeOrder
`

const APP = `const placeOrder = require('./src/orders.js')
const order = { id: 7, total: 120, items: [1, 2], country: 'DE' }
require('./steps.cjs')({ place: () => placeOrder(order, { name: 'Ann' }) })
const timer = setInterval(() => placeOrder(order, { name: 'Ann' }), 20)
process.on('disconnect', () => clearInterval(timer))
`

const FILES = { 'app.js': APP, 'src/orders.js': ORDERS }

/** The commands of a page, each with what stands on the fence of its block; a line that ends in \ goes on. */
function commandsOf(page) {
  return codeBlocks(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text, info }) => {
      const commands = text.trimEnd().split(/\n(?=curl|debugin)/)
      return commands.map((command) => ({ command, info }))
    })
}

async function run(command, env) {
  const child = spawn(command, {
    shell: true,
    cwd: ROOT,
    env: { PATH: `${ROOT}/node_modules/.bin:${process.env.PATH}`, ...env },
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, printed }
}

describe('docs/CONTROL_API.md', { skip: NO_CURL }, async () => {
  const app = await startProgram({ after }, { files: FILES })
  const port = new URL(app.api.url).port
  const commands = commandsOf('docs/CONTROL_API.md')
  let id = ''

  test('it shows every call', () => {
    const shown = commands.map(({ command }) => command)
    for (const path of [
      '/health',
      '/tracepoints',
      '/logpoints',
      '/metricpoints',
      '/points?',
      '/points/$ID',
      '/stats',
      '/metrics',
    ]) {
      assert.ok(
        shown.some((command) => command.includes(path)),
        path,
      )
    }
    for (const path of [
      '/enable',
      '/disable',
      '/tags/',
      '/sources',
      '/sites',
      '/events',
      '/openapi.json',
      'PUT',
      'DELETE',
    ]) {
      assert.ok(
        shown.some((command) => command.includes(path)),
        path,
      )
    }
  })

  for (const { command } of commands) {
    test(command, async () => {
      const streams = command.includes('/events')
      const shorter = command.replaceAll(':5001', `:${port}`).replace(/--max-time \d+/, '--max-time 2')
      const { code, printed } = await run(shorter, { ID: id })
      // The end of its time is how following ends here.
      assert.equal(code, streams ? 28 : 0, printed)
      if (streams) assert.match(printed, /^retry: 1000\n/)
      else if (command.includes('DELETE')) assert.equal(printed, '')
      else if (command.includes('/metrics')) assert.match(printed, /^# HELP/)
      else {
        const answer = JSON.parse(printed)
        assert.equal(answer.error, undefined, printed)
        if (command.includes('/tracepoints')) id = answer.id
        if (answer.status !== undefined && answer.line !== undefined) assert.equal(answer.status, 'active')
      }
    })
  }
})

describe('docs/SECURITY.md', { skip: NO_CURL }, async () => {
  const commands = commandsOf('docs/SECURITY.md')

  test('with a token, and without it', async (context) => {
    const env = { DEBUGIN_CONTROL_API_TOKEN: 'sesame' }
    const app = await startProgram(context, { files: FILES, env })
    const port = new URL(app.api.url).port
    const [{ command }] = commands
    const ported = command.replaceAll(':5001', `:${port}`)
    assert.equal(JSON.parse((await run(ported, env)).printed).status, 'healthy')
    assert.equal(JSON.parse((await run(ported, { DEBUGIN_CONTROL_API_TOKEN: 'other' })).printed).code, 'UNAUTHORIZED')
  })

  test('over a socket', { skip: process.platform === 'win32' }, async (context) => {
    const main =
      "require('@debugin/agent').getInstance().ready.then((url) => console.log(url))\nprocess.stdin.resume()\n"
    const env = { DEBUGIN_CONTROL_API_SOCKET: 'api.sock', DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9' }
    const program = launch(context, { files: { 'app.js': main }, env })
    const [, path] = await until('the socket', () => /^unix:(.*)$/m.exec(program.said.stdout))
    const overSocket = commands.filter(({ info }) => info === 'socket')
    assert.equal(overSocket.length, 2)
    for (const { command } of overSocket) {
      const { code, printed } = await run(command, { DEBUGIN_CONTROL_API_SOCKET: path })
      assert.equal(code, 0, printed)
    }
  })
})
