import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { describe, test } from 'node:test'
import { freePort } from '../agent/harness/freePort.mjs'
import { run } from './command.mjs'
import { openSink, runShop } from './program.mjs'

const CALLS = [
  ['health'],
  ['points'],
  ['trace', 'a.js:1'],
  ['log', 'a.js:1', 'text'],
  ['rm', '--all'],
  ['enable', 'ab'],
  ['disable', '--tag', 'ab'],
]

describe('commands where nothing is as it should be', { concurrency: 3 }, () => {
  test('where no program runs, every command says so', async (context) => {
    const port = await freePort()
    await Promise.all(
      CALLS.map(async ([command, ...args]) => {
        const env = { DEBUGIN_CONTROL_API_PORT: String(port) }
        const { code, stdout, stderr } = await run(context, [command, ...args], { env })
        assert.deepEqual([code, stdout], [1, ''])
        assert.ok(
          stderr.startsWith(`debugin: No control API answers at http://127.0.0.1:${port} (ECONNREFUSED): `),
          stderr,
        )
        assert.match(stderr, /is the program running under `debugin run`\?/)
      }),
    )
  })

  test('what answers but is no control API is named', async (context) => {
    const server = createServer((request, response) => {
      if (request.url === '/points') response.end('<html>')
      else response.writeHead(404).end('nothing here')
    })
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    context.after(() => server.close())
    const { port } = server.address()
    for (const command of ['points', 'health']) {
      const { code, stderr } = await run(context, [command, '--url', String(port)])
      assert.equal(code, 1)
      assert.match(stderr, /^debugin: What answers at http:\/\/127\.0\.0\.1:\d+ does not look like a control API: /)
    }
    const tail = await run(context, ['tail', '--sink-url', `http://127.0.0.1:${port}`])
    assert.equal(tail.code, 1)
    assert.match(tail.stderr, /does not look like a sink: it answers .* with 404/)
  })

  test('a token is sent, and its absence is explained by the API', async (context) => {
    const sink = await openSink(context)
    const token = 'a-token-of-the-test'
    const shop = await runShop(context, sink.url, { options: ['--token', token], token })
    const none = await run(context, ['points', ...shop.api])
    assert.equal(none.code, 1)
    assert.match(none.stderr, /^debugin: send the token of the agent/)
    const given = await run(context, ['points', ...shop.api, '--token', token])
    assert.equal(given.code, 0, given.stderr)
    const fromEnvironment = await run(context, ['health', ...shop.api], { env: { DEBUGIN_CONTROL_API_TOKEN: token } })
    assert.equal(fromEnvironment.code, 0, fromEnvironment.stderr)
  })
})
