import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { benchFolder, runBench } from './harness/bench.mjs'

test('compares plain with what the instrument made of it', async (context) => {
  const { folder, writeModule } = benchFolder(context)
  // Does every count twice, so the ratio has to be near 2 however busy the machine is.
  const instrument = writeModule(
    'slow.cjs',
    `exports.instrument = (source) => ({
      code: source.replace(/= countSteps\\((.*)\\)$/m, '= (countSteps($1) + countSteps($1)) / 2'),
    })`,
  )
  const json = join(folder, 'numbers.json')
  // Time on a core, where it can be had: others use this machine too.
  const clock = process.platform === 'linux' ? 'cpu' : 'wall'
  const major = process.versions.node.split('.')[0]
  const { stdout } = await runBench('--instrument', instrument, '--nodes', major, '--json', json, '--clock', clock)
  assert.match(stdout, /^mandelbrot +woven .* ×1\.0$/m)
  const { results, settings } = JSON.parse(await readFile(json, 'utf8'))
  assert.equal(settings.processes, 2)
  const [{ node, rows, summaries }] = results.idle
  assert.equal(node.split('.')[0], major)
  assert.equal(rows.length, 1)
  const [{ best, median, text, processes, iterations }] = rows
  assert.ok(best > 1.4 && best < 2.8, `best is ${best}`)
  assert.ok(Math.abs(summaries[0].median - median) < 1e-9)
  assert.equal(text.changed, 1)
  for (const { timed } of [...processes.plain, ...processes.other]) assert.equal(timed.length, iterations.timed)
})

test('probes stand beside the program or have gone from it, or every statement is tested', async () => {
  const variants = ['probed', 'revisited', 'typedArray']
  const { stdout } = await runBench('--processes', '1', '--variants', variants.join())
  for (const variant of variants) assert.match(stdout, new RegExp(`^mandelbrot +${variant} `, 'm'))
})
