import assert from 'node:assert/strict'
import { test } from 'node:test'
import { launch, startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'

const SOURCE = `const steps = require('./steps.cjs')

function treat(patient, room, code) {
  return room + code // treats
}

steps({ treat: () => treat('Ann', 7, 'ACME-12') })
`

const line = lineOf(SOURCE, '// treats')

test('what the environment says of redaction holds', async (context) => {
  const redaction = JSON.stringify({ names: ['patient'], patterns: ['^ACME-[0-9]+$'] })
  const app = await startProgram(context, { files: { 'app.js': SOURCE }, env: { DEBUGIN_REDACTION: redaction } })
  const { id } = await app.api.trace({ file: 'app.js', line })
  await app.step('treat')
  const { patient, room, code } = (await app.events.hit(id)).payload.snapshot.arguments
  assert.equal(patient.__tpd_reason__, 'redacted')
  assert.equal(room, 7)
  assert.equal(code.__tpd_reason__, 'redacted')
})

test("the program's own redaction runs in the program", async (context) => {
  const starter = `let calls = 0
require('@debugin/agent').start({
  redactTracepoint(snapshot) { snapshot.locals = { calls: ++calls }; snapshot.arguments = {} },
  redactLogpoint(message, { line }) { if (calls < 2) throw new Error('too early'); return message + line },
})
require('./app.js')
`
  const files = { 'app.js': SOURCE, 'starter.cjs': starter }
  const app = await startProgram(context, { files, main: 'starter.cjs', preload: 'none' })
  const trace = await app.api.trace({ file: 'app.js', line })
  const log = await app.api.log({ file: 'app.js', line, message: 'room ' })
  await app.step('treat')
  await app.step('treat')
  await app.step('treat')
  const [first, , third] = await app.events.hits(trace.id, 3)
  assert.deepEqual(first.payload.snapshot.locals, { calls: 1 })
  assert.deepEqual(third.payload.snapshot.arguments, {})
  assert.equal((await app.events.hits(log.id, 1))[0].payload.message, `room ${line}`)
  const [trouble] = await app.events.errors(log.id, 'probe.error.snapshot', 2)
  assert.match(trouble.payload.error, /withheld: too early$/)
})

test('a redaction that cannot be read is said, and the program runs without the agent', async (context) => {
  for (const [text, expected] of [
    ['{"name":["a"]}', /redaction knows no option "name"; did you mean "names"/],
    ['{"patterns":["(a"]}', /redaction\.patterns\[0\] "\(a" cannot be read: /],
    ['nonsense', /DEBUGIN_REDACTION is "nonsense"; it takes an object \(as JSON/],
  ]) {
    const program = launch(context, { files: { 'app.js': 'console.log(1)' }, env: { DEBUGIN_REDACTION: text } })
    const { stdout, stderr, code } = await program.exit()
    assert.equal(stdout, '1\n')
    assert.equal(code, 0)
    assert.match(stderr, expected)
  }
})
