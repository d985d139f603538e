import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const bench = fileURLToPath(new URL('../../benchmarks/bin/bench.mjs', import.meta.url))
const run = promisify(execFile)

let folder
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'debugin-bench-test-'))
})
after(() => rm(folder, { recursive: true, force: true }))

async function writeModule(name, text) {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

function runBench(...options) {
  return run(process.execPath, [bench, 'idle', '--quick', '--only', 'mandelbrot', '--processes', '2', ...options])
}

test('refuses a text that was left as it was', async () => {
  const instrument = await writeModule('idle.cjs', 'exports.instrument = (source) => ({ code: source })')
  await assert.rejects(runBench('--instrument', instrument), /woven left .*mandelbrot\.js as it was/)
})

test('refuses a text that comes to something else', async () => {
  const instrument = await writeModule(
    'wrong.cjs',
    `exports.instrument = (source) => ({ code: source.replace('steps++', 'steps += 2') })`,
  )
  await assert.rejects(
    runBench('--instrument', instrument),
    /mandelbrot at scale 1 came to -?\d+; the right checksum is/,
  )
})

test('refuses a text that lacks the evidence, and calls the hooks of a variant where there is one', async () => {
  const marker = join(folder, 'hooks')
  const variant = await writeModule(
    'hooked.cjs',
    `const { appendFileSync } = require('node:fs')
    module.exports = {
      purpose: 'a comment more',
      instrument: (source) => ({ code: source + '// more' }),
      evidence: /\\/\\/ more$/,
      beforeLoad: () => appendFileSync(${JSON.stringify(marker)}, 'load '),
      beforeTiming: (program) => appendFileSync(${JSON.stringify(marker)}, program.name + ' '),
    }`,
  )
  await runBench('--variants', variant)
  const rehearsalAndTwoProcesses = 'load mandelbrot '.repeat(3)
  assert.equal(await readFile(marker, 'utf8'), rehearsalAndTwoProcesses)
  const unproven = await writeModule(
    'unproven.cjs',
    `module.exports = { purpose: '', instrument: (source) => ({ code: source + '// less' }), evidence: /more$/ }`,
  )
  await assert.rejects(runBench('--variants', unproven), /does not contain \/more\$\//)
})

test('names what it does not know', async () => {
  await assert.rejects(runBench('--only', 'mandelbort'), /no program mandelbort; there are accessors, /)
  await assert.rejects(
    runBench('--variants', 'wovne'),
    /no variant wovne; there are again, istanbul, moduleGates, plain, probed, raised, revisited, typedArray, woven/,
  )
  await assert.rejects(runBench('--nodes', '7'), /There is no .*node7/)
  await assert.rejects(runBench('--processes', '0'), /--processes is a number from 1 up, not 0/)
  await assert.rejects(runBench('--clock', 'sun'), /--clock is wall or cpu, not sun/)
})
