import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startOnce } from '../../benchmarks/startup/processes.mjs'
import { writeProgram } from '../../benchmarks/startup/programs.mjs'

const bench = fileURLToPath(new URL('../../benchmarks/bin/bench.mjs', import.meta.url))
const run = promisify(execFile)

async function makeFolder(context) {
  const folder = await mkdtemp(join(tmpdir(), 'debugin-startup-test-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('compares a plain start with a cold and a warm one', async (context) => {
  const json = join(await makeFolder(context), 'numbers.json')
  const options = ['--quick', '--only', 'small', '--processes', '1', '--json', json]
  const { stdout } = await run(process.execPath, [bench, 'startup', ...options])
  for (const start of ['plain', 'cold', 'warm']) assert.match(stdout, new RegExp(`^small +${start} `, 'm'))
  const [{ node, rows }] = JSON.parse(await readFile(json, 'utf8')).results.startup
  assert.equal(node, process.versions.node)
  assert.deepEqual(
    rows.map(({ start }) => start),
    ['plain', 'cold', 'warm'],
  )
  for (const { processes, ratio, spread } of rows) {
    const [{ ready, exit, cpu }] = processes
    assert.ok(ready > 0 && exit > ready && cpu > 0)
    assert.equal(ratio.cpu, spread.cpu.median / rows[0].spread.cpu.median)
  }
  assert.ok(rows[1].ratio.cpu > 1.2, `weaving is not free: ${rows[1].ratio.cpu}`)
})

test('refuses a warm start that finds nothing kept', async (context) => {
  const folder = await makeFolder(context)
  const program = writeProgram(folder, 'small')
  const place = { environment: process.env, folder }
  await assert.rejects(startOnce(process.execPath, program, 'warm', place), /small, warm: weaves is true, not false/)
})

test('names the programs where there is no such program', async () => {
  await assert.rejects(run(process.execPath, [bench, 'startup', '--only', 'tiny']), /no program tiny; there are small/)
})
