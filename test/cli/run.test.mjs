import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { preloadOption } from '../../packages/cli/dist/run/nodeOptions.js'
import { run, start, startNode } from './command.mjs'
import { openSink, runShop, SHOP, writeTree } from './program.mjs'

const WOVEN = "typeof globalThis[Symbol.for('debugin.runtime')]"
/** Runs no control API and sends nowhere: for programs that are only started and ended. */
const QUIET = { DEBUGIN_CONTROL_API: '0', DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9' }

describe('run', { concurrency: 3 }, () => {
  test('the program gets its arguments, its streams and its exit code', async (context) => {
    const cwd = writeTree(context, {
      'app.cjs': `process.stdin.on('data', (text) => {
      console.log(JSON.stringify([process.argv.slice(2), String(text), ${WOVEN}]))
      console.error('to stderr')
      process.exitCode = 7
    })`,
    })
    const running = start(context, ['run', 'app.cjs', '--sink', '-x', '--', 'a b'], { cwd, env: QUIET, stdin: 'pipe' })
    running.child.stdin.end('typed')
    const { code, stdout, stderr } = await running.ended
    assert.equal(stdout, `${JSON.stringify([['--sink', '-x', '--', 'a b'], 'typed', 'object'])}\n`)
    assert.equal(stderr, 'to stderr\n')
    assert.equal(code, 7)
  })

  test("Node's flags stand before the script", async (context) => {
    const cwd = writeTree(context, { 'app.mjs': `console.log(process.execArgv.join(), process.argv[2])` })
    await Promise.all(
      [[], ['--']].map(async (first) => {
        const words = [...first, '--no-warnings', '--stack-trace-limit=3', 'app.mjs', 'one']
        const { code, stdout } = await run(context, ['run', '--name', 'flags', ...words], { cwd, env: QUIET })
        assert.equal(stdout, '--no-warnings,--stack-trace-limit=3 one\n')
        assert.equal(code, 0)
      }),
    )
  })

  test('an option of debugin among those of Node is named, and so is a missing script', async (context) => {
    const late = await run(context, ['run', '--no-warnings', '--sink', 'app.js'])
    assert.deepEqual([late.code, late.stdout], [1, ''])
    assert.match(late.stderr, /^debugin: --sink stands after --no-warnings; debugin's own options come first/)
    const none = await run(context, ['run', '--sink'])
    assert.deepEqual([none.code, none.stdout], [1, ''])
    assert.match(none.stderr, /^debugin: Name the script to run/)
    const both = await run(context, ['run', '--sink', '--sink-url', 'http://127.0.0.1:1', 'app.js'])
    assert.match(both.stderr, /^debugin: Either --sink or --sink-url/)
  })

  test("a script that there is not ends with Node's own error", async (context) => {
    const { code, stderr } = await run(context, ['run', 'nowhere.js'], { env: QUIET })
    assert.equal(code, 1)
    assert.match(stderr, /Cannot find module/)
  })

  test('child processes run under the agent too, and NODE_OPTIONS of the user stay', async (context) => {
    const cwd = writeTree(context, {
      'app.mjs': `import { execFileSync } from 'node:child_process'
      console.log(execFileSync(process.execPath, ['child.cjs'], { encoding: 'utf8' }).trim(), process.title)`,
      'child.cjs': `console.log(${WOVEN}, process.title)`,
    })
    const env = { ...QUIET, NODE_OPTIONS: '--title=mine' }
    const { stdout, stderr } = await run(context, ['run', 'app.mjs'], { cwd, env })
    assert.equal(stdout, 'object mine mine\n', stderr)
  })

  test('NODE_OPTIONS keeps paths with spaces, quotes and backslashes together', async (context) => {
    const folder = writeTree(context, { 'a "b" \\c/pre load.cjs': 'globalThis.loaded = true' }, 'debugin cli ')
    const preload = join(folder, 'a "b" \\c', 'pre load.cjs')
    const NODE_OPTIONS = preloadOption(preload, '--no-warnings')
    const { stdout, stderr } = await startNode(context, ['-p', 'globalThis.loaded'], { env: { NODE_OPTIONS } }).ended
    assert.equal(stdout, 'true\n', stderr)
    assert.equal(preloadOption(preload, NODE_OPTIONS), NODE_OPTIONS)
    assert.equal(preloadOption('/plain/register.js', undefined), '--require /plain/register.js')
  })

  test('signals are handed on, and the end is that of the program', async (context) => {
    const cwd = writeTree(context, {
      'app.cjs': `const [signal] = process.argv.slice(2)
      if (signal) process.on(signal, () => { console.log('got ' + signal); process.exitCode = 5; clearInterval(timer) })
      const timer = setInterval(() => {}, 1000)
      console.log('ready')`,
    })
    await Promise.all(
      ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2'].map(async (signal) => {
        const handled = start(context, ['run', 'app.cjs', signal], { cwd, env: QUIET })
        await handled.shows('ready')
        handled.child.kill(signal)
        const end = await handled.ended
        assert.deepEqual([end.code, end.signal, end.stdout], [5, null, `ready\ngot ${signal}\n`])
      }),
    )
    const fatal = start(context, ['run', 'app.cjs'], { cwd, env: QUIET })
    await fatal.shows('ready')
    fatal.child.kill('SIGTERM')
    assert.equal((await fatal.ended).signal, 'SIGTERM')
  })

  test('a program that dies of a signal takes the command with it by the same', async (context) => {
    const cwd = writeTree(context, { 'app.cjs': `process.kill(process.pid, 'SIGKILL')` })
    const { code, signal } = await run(context, ['run', 'app.cjs'], { cwd, env: QUIET })
    assert.deepEqual([code, signal], [null, 'SIGKILL'])
  })

  test('--sink prints events on stderr, the last one too, and takes a free port', async (context) => {
    // Whether we got it or somebody else has it: it is taken.
    const usual = createServer().on('error', () => {})
    usual.listen(4317, '127.0.0.1')
    context.after(() => usual.close())
    const cwd = writeTree(context, {
      'package.json': '{"name":"one-shot"}',
      'app.cjs': `const url = process.env.DEBUGIN_EVENT_SINK_URL
      function add(a, b) {
        return a + b
      }
      const agent = require('${import.meta.resolve('@debugin/agent').slice('file://'.length)}').start()
      // The agent keeps no program alive.
      const alive = setInterval(() => {}, 1000)
      agent.ready.then(() => {
        agent.setTracepoint('app.cjs', 3)
        setImmediate(() => console.log(url, add(2, 3)))
        clearInterval(alive)
      })`,
    })
    const env = { DEBUGIN_CONTROL_API_PORT: '0' }
    const { code, stdout, stderr } = await run(context, ['run', '--sink', 'app.cjs'], { cwd, env })
    assert.equal(code, 0, stderr)
    const [, url] = /debugin: sink at (\S+);/.exec(stderr) ?? []
    assert.equal(stdout, `${url} 5\n`)
    assert.notEqual(url, 'http://127.0.0.1:4317')
    const own = stderr.slice(stderr.indexOf('one-shot'))
    assert.match(own, /^one-shot agent started \(.+\)\n/)
    assert.match(own, /one-shot app\.cjs:3 add returned after \d/)
    assert.match(
      own,
      /\n {2}arguments\n {4}a {2}2\n {4}b {2}3\n {2}returned {2}5\n {2}stack\n {4}add \(app\.cjs:3:9\)\n/,
    )
    assert.match(own, /one-shot agent stopped \(.+, 1 event\)\n$/)
  })

  test('--sink-port that is taken is an error, and the program does not start', async (context) => {
    const sink = await openSink(context)
    const cwd = writeTree(context, { 'app.cjs': `console.log('started')` })
    const { code, stdout, stderr } = await run(
      context,
      ['run', '--sink', '--sink-port', String(sink.port), 'app.cjs'],
      {
        cwd,
      },
    )
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, new RegExp(`^debugin: Port ${sink.port} of 127.0.0.1 is taken`))
  })

  test('settings of the agent reach it, for CommonJS and for ES modules', async (context) => {
    const sink = await openSink(context)
    const common = SHOP.replace(
      "import { createServer } from 'node:http'",
      "const { createServer } = require('node:http')",
    )
    const options = ['--tag', 'a', '--tag', 'b', '--include', 'src/**', '--exclude', 'src/other/**', '--root', '.']
    await Promise.all(
      [
        ['src/shop.mjs', SHOP],
        ['src/shop.cjs', common],
      ].map(async ([file, source]) => {
        const shop = await runShop(context, sink.url, { file, source, options })
        const health = await (await fetch(`${shop.url}/health`)).json()
        assert.deepEqual(health.application.tags, ['a', 'b'])
        assert.equal(health.eventSink.url, sink.url)
        const set = await run(context, ['trace', ...shop.api, `${file}:5`], { cwd: shop.folder })
        assert.match(set.stdout, /^tracepoint [\da-f]{8} at src\/shop\.[cm]js:5 is active\n$/)
      }),
    )
  })
})
