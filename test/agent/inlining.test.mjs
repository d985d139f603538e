import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { until, within } from './harness/deadline.mjs'
import { NODES, without } from './harness/nodes.mjs'
import { temporaryFolder } from './harness/temporaryFolder.mjs'

const register = createRequire(import.meta.url).resolve('@debugin/agent/register')

/**
 * V8's tag of its flags, whenever a line comes. What was set at start and what was set later give the same tag. It is made
 * anew, by a flag that does not count: one that was made while another thread set flags stays, though it is of neither.
 */
const PROGRAM = `const v8 = require('v8')
process.stdin.on('data', () => {
  for (const seed of [1, 0]) v8.setFlagsFromString('--random-seed=' + seed)
  console.log(v8.cachedDataVersionTag())
})`

/** Without the longest function that is inlined: V8 ends the process where that is taken back while it compiles. */
const LIMITS = [
  '--max-inlined-bytecode-size-small=52',
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
      const [line] = await within('the tag of flags', once(lines, 'line'))
      return line
    },
    /** Resolves when the tag is the given one. */
    async reaches(tag) {
      await until('the limits', async () => (await this.flagsTag()) === tag)
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
  const program = startProgram(context, ['--max_inlined_bytecode_size_small=40', ...agent])
  const [, ...others] = LIMITS
  await program.reaches(await tagOf(context, ['--max-inlined-bytecode-size-small=40', ...others]))
})

test('with DEBUGIN_RAISE_INLINING=off no limit is raised', async (context) => {
  const off = startProgram(context, agent, { DEBUGIN_RAISE_INLINING: 'off' })
  await off.flagsTag()
  // One that starts later and has raised its limits shows that this one has had the time.
  await startProgram(context, agent).reaches(await tagOf(context, LIMITS))
  assert.equal(await off.flagsTag(), await tagOf(context, []))
})

/** Waits for the limits to be raised, loads a file, and says how they stand in that file, after it, and in the end. */
const LOADS = `const { cachedDataVersionTag: tag } = require('v8')
const plain = Number(process.argv[2])
const timer = setInterval(() => {
  if (tag() === plain) return
  clearInterval(timer)
  // On a busy machine a limit can go up again while a file is being loaded, so more than one may be needed.
  while (!require('./later.cjs')) delete require.cache[require.resolve('./later.cjs')]
  console.log('lowered')
  const again = setInterval(() => {
    if (tag() === plain) return
    clearInterval(again)
    process.on('exit', () => console.log(tag() === plain ? 'lowered at the end' : 'raised at the end'))
    console.log('raised again')
  }, 1)
}, 1)
`
const LATER = `module.exports = require('v8').cachedDataVersionTag() === Number(process.argv[2])`

for (const major of [20, 22, 24, 26]) {
  test(`limits are V8's own while a file is loaded, and at the end, on Node ${major}`, {
    skip: without(major),
  }, (context) => {
    const folder = temporaryFolder(context, 'debugin-inlining-')
    writeFileSync(join(folder, 'app.cjs'), LOADS)
    writeFileSync(join(folder, 'later.cjs'), LATER)
    const env = { ...process.env, DEBUGIN_CONTROL_API: 'off', DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9' }
    const run = (...args) =>
      execFileSync(NODES.get(major), args, { cwd: folder, env, encoding: 'utf8', timeout: 60_000 })
    const plain = run('-p', "require('v8').cachedDataVersionTag()").trim()
    assert.equal(run(...agent, 'app.cjs', plain), 'lowered\nraised again\nlowered at the end\n')
  })
}
