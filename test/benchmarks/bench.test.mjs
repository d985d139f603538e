import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { benchFolder, runBench } from './harness/bench.mjs'

test('refuses a text that was left as it was', async (context) => {
  const { writeModule } = benchFolder(context)
  const instrument = writeModule('idle.cjs', 'exports.instrument = (source) => ({ code: source })')
  await assert.rejects(runBench('--instrument', instrument), /woven left .*mandelbrot\.js as it was/)
})

test('refuses a text that comes to something else', async (context) => {
  const { writeModule } = benchFolder(context)
  const instrument = writeModule(
    'wrong.cjs',
    `exports.instrument = (source) => ({ code: source.replace('steps++', 'steps += 2') })`,
  )
  await assert.rejects(
    runBench('--instrument', instrument),
    /mandelbrot at scale 1 came to -?\d+; the right checksum is/,
  )
})

test('refuses a text that lacks the evidence, and calls the hooks of a variant where there is one', async (context) => {
  const { folder, writeModule } = benchFolder(context)
  const marker = join(folder, 'hooks')
  const variant = writeModule(
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
  const unproven = writeModule(
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
