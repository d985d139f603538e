import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startEvents } from '../agent/harness/events.mjs'
import { cleanEnvironment } from '../cli/command.mjs'
import { EXAMPLES, SERVERS, servesBooks, startExample } from './frameworks/servers.mjs'

const events = await startEvents({ after })
const AGENT = ['--import', '@debugin/agent/register']

execFileSync('npm', ['run', '--silent', 'build'], { cwd: join(EXAMPLES, 'nest'), env: cleanEnvironment() })

for (const server of Object.keys(SERVERS)) {
  test(`a probe in a route of ${server}`, (context) => servesBooks(context, events, { server }))
}

test('a probe in the work of a queue', async (context) => {
  const example = { folder: 'servers', main: 'worker.js', file: 'worker.js', at: '} pays' }
  const program = startExample(context, events, { ...example, args: [...AGENT, 'worker.js'] })
  program.child.stdin.end('Ann 1200\nBob 5\n')
  const { snapshot } = await program.hit()
  assert.equal(snapshot.locals.to, 'Bob')
  const { code, stdout } = await program.exit()
  assert.equal(code, 0)
  // Ann's is tried twice.
  assert.deepEqual(stdout.trim().split('\n'), ['working', 'Bob pays 5', 'Ann pays 1200'])
})

const INVOKE = `require('./lambda.cjs').handler({ items: [{ each: 800, quantity: 3 }] }).then((answer) => {
  process.stdout.write(JSON.stringify(answer) + '\\n', () => process.kill(process.pid, 'SIGSTOP'))
})`

test('a function that is frozen as soon as it has answered: its event is there', {
  skip: process.platform === 'win32',
}, async (context) => {
  const example = { folder: 'servers', file: 'price.cjs', at: 'return price' }
  const program = startExample(context, events, { ...example, args: ['-e', INVOKE] })
  const { snapshot } = await program.orExit(program.hit())
  assert.equal(snapshot.returnValue, 2400)
})
