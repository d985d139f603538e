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

test('compares plain with what the instrument made of it', async () => {
  // Does every count twice, so the ratio has to be near 2 however busy the machine is.
  const instrument = await writeModule(
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
