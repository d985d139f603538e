import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'

const at = (path) => fileURLToPath(new URL(`../../benchmarks/${path}`, import.meta.url))
const run = promisify(execFile)

function makeFolder(context) {
  const folder = temporaryFolder(context, 'debugin-load-test-')
  return folder
}

test('weaving is compared with other tools, and its text and memory are told', async (context) => {
  const json = join(makeFolder(context), 'load.json')
  await run(process.execPath, [at('bin/bench.mjs'), 'load', '--quick', '--processes', '1', '--json', json])
  const [{ rows, text, memory }] = JSON.parse(readFileSync(json, 'utf8')).results.load
  assert.deepEqual(
    rows.map(({ tool }) => tool),
    ['debugin', 'istanbul', 'babel', 'parse'],
  )
  const [own, istanbul, , parse] = rows.map(({ ratio }) => ratio.cold)
  assert.ok(own === 1 && istanbul > 1 && parse < 1, `${istanbul} ${parse}`)
  assert.ok(text.codeBytes > text.bytes && text.sites > text.functions && text.functions > 100)
  assert.ok(memory.perFunction.median > -500 && memory.perFunction.median < 5000, `${memory.perFunction.median}`)
})

test('a file of which a tool makes nothing ends the benchmark', async (context) => {
  const file = join(makeFolder(context), 'nothing.js')
  writeFileSync(file, '// nothing\n')
  const transform = run(process.execPath, [at('load/child/transform.js'), 'parse', '1', file])
  await assert.rejects(transform, /parse made nothing of nothing\.js/)
})
