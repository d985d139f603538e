import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { test } from 'node:test'

const register = createRequire(import.meta.url).resolve('@debugin/agent/register')

/** V8's tag of its flags, whenever a line comes. What was set at start and what was set later give the same tag. */
const PROGRAM = `process.stdin.on('data', () => console.log(require('v8').cachedDataVersionTag()))`

const LIMITS = [
  '--max-inlined-bytecode-size-small=52',
  '--max-inlined-bytecode-size=690',
  '--max-inlined-bytecode-size-cumulative=1840',
  // Node 20 has no Maglev.
  ...(process.versions.v8.startsWith('11.')
    ? []
    : ['--max-maglev-inlined-bytecode-size-small=52', '--max-maglev-inlined-bytecode-size-cumulative=1840']),
]

function startProgram(context, flags, env = {}) {
  const child = spawn(process.execPath, [...flags, '-e', PROGRAM], {
    env: { ...process.env, DEBUGIN_CONTROL_API: 'off', DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9', ...env },
  })
  context.after(() => child.kill())
  const lines = createInterface(child.stdout)
  let complaints = ''
  child.stderr.on('data', (text) => {
    complaints += text
  })
  return {
    async flagsTag() {
      child.stdin.write('?')
      const [line] = await once(lines, 'line')
      return line
    },
    /** Resolves when the tag is the given one; the test's time limit ends it otherwise. */
    async reaches(tag) {
      while ((await this.flagsTag()) !== tag);
      assert.equal(complaints, '')
    },
  }
}

const tagOf = (context, flags) => startProgram(context, flags).flagsTag()
const agent = ['--require', register]

test('limits of inlining are raised once the program is loaded, without a word on stderr', async (context) => {
  const program = startProgram(context, agent)
  const [plain, raised] = await Promise.all([tagOf(context, []), tagOf(context, LIMITS)])
  assert.notEqual(raised, plain)
  await program.reaches(raised)
})

test('a limit that the program was started with stays, however it is spelled', async (context) => {
  const program = startProgram(context, ['--max_inlined_bytecode_size=500', ...agent])
  const others = LIMITS.filter((flag) => !flag.includes('-size='))
  await program.reaches(await tagOf(context, ['--max-inlined-bytecode-size=500', ...others]))
})

test('with DEBUGIN_RAISE_INLINING=off no limit is raised', async (context) => {
  const off = startProgram(context, agent, { DEBUGIN_RAISE_INLINING: 'off' })
  await off.flagsTag()
  // One that starts later and has raised its limits shows that this one has had the time.
  await startProgram(context, agent).reaches(await tagOf(context, LIMITS))
  assert.equal(await off.flagsTag(), await tagOf(context, []))
})
