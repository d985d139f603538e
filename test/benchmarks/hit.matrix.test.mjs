import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'

const BENCH = join(import.meta.dirname, '../../benchmarks/bin/bench.mjs')

test('every case makes the events it should, and is compared with an inspector and dd-trace', async (context) => {
  const folder = temporaryFolder(context, 'debugin-hit-')
  const json = join(folder, 'hit.json')
  await promisify(execFile)(process.execPath, [BENCH, 'hit', '--quick', '--processes', '1', '--json', json])
  const [{ node, rows }] = JSON.parse(readFileSync(json, 'utf8')).results.hit
  assert.equal(node, process.versions.node)
  assert.deepEqual(
    rows.map(({ name, inspector, ddTrace, stack }) => [
      name,
      Object.keys(inspector).join(),
      ddTrace !== null,
      stack !== null,
    ]),
    [
      ['false condition', 'own,thread', true, false],
      ['over the rate limit', 'own,thread', true, false],
      ['metric counter', 'own,thread', false, false],
      ['logpoint', 'own,thread', true, false],
      ['snapshot minimal', 'own,thread', true, false],
      ['snapshot no stack', 'own,thread', false, false],
      ['snapshot default', 'own,thread', true, true],
    ],
  )
})
