import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'

const bench = fileURLToPath(new URL('../../benchmarks/bin/bench.mjs', import.meta.url))
const run = promisify(execFile)

function makeFolder(context) {
  const folder = temporaryFolder(context, 'debugin-servers-test-')
  return folder
}

const runServers = (...options) =>
  run(process.execPath, [bench, 'servers', '--quick', '--processes', '1', '--only', 'fastify', ...options])

test('a server answers rightly with every file of its packages woven', async (context) => {
  const json = join(makeFolder(context), 'servers.json')
  await runServers('--json', json)
  const [{ rows }] = JSON.parse(readFileSync(json, 'utf8')).results.servers
  assert.equal(rows.length, 1)
  const [{ text, perSecond, median }] = rows
  assert.ok(text.changed > 100, `${text.changed} files are woven`)
  assert.ok(perSecond.plain.median > 0 && median > 0)
})

test('a wrong answer ends the benchmark', async (context) => {
  const variant = join(makeFolder(context), 'wrong.cjs')
  writeFileSync(
    variant,
    `module.exports = {
      purpose: '',
      instrument: (source) => ({ code: source.replace('sum + price', 'sum - price') + '//' }),
    }`,
  )
  await assert.rejects(runServers('--variants', variant), /fastify, wrong\.cjs answers -118 for order 7/)
})
