import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { startEventClock } from '../../benchmarks/flip/eventClock.mjs'
import { measureFlips } from '../../benchmarks/flip/measure.mjs'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'

const BENCH = join(import.meta.dirname, '../../benchmarks/bin/bench.mjs')

function makeFolder(context) {
  const folder = temporaryFolder(context, 'debugin-flip-test-')
  return folder
}

test('gates are opened and closed in a busy server, one and a thousand', async (context) => {
  const json = join(makeFolder(context), 'flip.json')
  const args = [BENCH, 'flip', '--quick', '--processes', '1', '--json', json]
  await promisify(execFile)(process.execPath, args)
  const [{ node, rows, processes }] = JSON.parse(readFileSync(json, 'utf8')).results.flip
  assert.equal(node, process.versions.node)
  assert.equal(rows.length, 8)
  for (const { name, spread } of rows) assert.ok(spread.median > 0, name)
  assert.equal(processes[0].event.length, 2)
})

test('a program without a place for the probe ends the benchmark', async (context) => {
  const folder = makeFolder(context)
  const program = join(folder, 'program.js')
  writeFileSync(join(folder, 'package.json'), '{}')
  writeFileSync(program, 'exports.price = () => 1\nexports.f = () => 1\n')
  const clock = await startEventClock()
  context.after(() => clock.stop())
  const job = { node: process.execPath, environment: process.env, program, clock, flips: 1 }
  await assert.rejects(measureFlips(job), /POST \/tracepoints answers 400: .*INVALID_LINE/)
})
