import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'

const at = (path) => fileURLToPath(new URL(`../../benchmarks/${path}`, import.meta.url))

test('taking, answering and live following are measured, and a burst in every way beside the plain program', async (context) => {
  const folder = temporaryFolder(context, 'debugin-sink-test-')
  const args = [at('report/report.mjs'), '--folder', folder, '--run', 'sink', '--quick', '--processes', '1']
  await promisify(execFile)(process.execPath, args)
  const { results } = JSON.parse(readFileSync(join(folder, 'results/sink.json'), 'utf8'))
  const [{ ingest, burst }] = results.sink
  assert.ok(ingest.events > 0 && ingest.paced.perSecond > 0)
  assert.equal(ingest.queries.length, 4)
  for (const { p50, p99 } of [ingest.paced, ingest.control, ...ingest.queries, ingest.live])
    assert.ok(p50 > 0 && p99 >= p50)
  assert.deepEqual([burst.events, burst.lost], [2000, 0])
  const ways = Object.fromEntries(burst.ways.map((way) => [way.name, way]))
  assert.deepEqual(Object.keys(ways), ['here', 'elsewhere', 'silent', 'plain', 'again'])
  for (const { ratio } of burst.ways.map(({ later }) => later))
    assert.ok(ratio.p99.mean > 0 && ratio.p99.mean >= ratio.p99.min && ratio.p99.mean <= ratio.p99.max)
  for (const { first, later } of burst.ways)
    for (const { p50, p99 } of [first, later]) assert.ok(p50.median > 0 && p99.median >= p50.median)
  for (const { ratio } of [ways.plain.first, ways.plain.later])
    assert.deepEqual([ratio.p50.median, ratio.p99.median], [1, 1])
  const { agentCpu, sinkCpu } = ways.here.later
  if (process.platform === 'linux') assert.ok(agentCpu.median > 0 && sinkCpu.median > 0)
  const shown = readFileSync(join(folder, 'RESULTS.md'), 'utf8')
  assert.match(shown, /^\| Node \| .* \| request p50 \/ p99 \| to a server that only reads it \|$/m)
  assert.match(shown, /^\| agent, its sink elsewhere \| Node \d+ \| later \| \d+\.\d\d \(/m)
  assert.match(shown, /burst of 2000 events, .* events lost: 0 on Node \d+\./)
})
