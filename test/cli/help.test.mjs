import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { run } from './command.mjs'

const COMMANDS = [
  'run',
  'sink',
  'trace',
  'log',
  'metric',
  'metrics',
  'stats',
  'points',
  'rm',
  'enable',
  'disable',
  'tail',
  'health',
  'perf',
]

describe('help', { concurrency: 3 }, () => {
  test('every command has help with examples', async (context) => {
    const { code, stdout } = await run(context, ['--help'])
    assert.equal(code, 0)
    await Promise.all(
      COMMANDS.map(async (command) => {
        assert.match(stdout, new RegExp(`\\n  ${command}\\b`))
        const help = await run(context, [command, '--help'])
        assert.equal(help.code, 0)
        assert.match(help.stdout, new RegExp(`^Usage: debugin ${command}.*\n[^]*\nExamples:\n  \\$ debugin ${command}`))
        for (const line of help.stdout.split('\n')) assert.ok(line.length <= 120, line)
      }),
    )
  })

  test('what is no command is an error that names the nearest', async (context) => {
    const { code, stdout, stderr } = await run(context, ['trase', 'a.js:1'])
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /unknown command 'trase'\n\(Did you mean trace\?\)/)
    assert.equal((await run(context, [])).code, 1)
    assert.match((await run(context, ['--version'])).stdout, /^\d+\.\d+\.\d+\n$/)
  })
})
