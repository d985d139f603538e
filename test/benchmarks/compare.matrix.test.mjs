import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '../..')
const BENCH = join(ROOT, 'benchmarks/bin/bench.mjs')
const skip = existsSync(join(ROOT, '.git')) ? false : 'there is no repository'
const run = promisify(execFile)

test('another state of the repository is built and measured in turns', { skip }, async () => {
  const args = ['idle', '--quick', '--only', 'mandelbrot', '--processes', '1', '--compare', 'HEAD']
  const { stdout } = await run(process.execPath, [BENCH, ...args], { cwd: ROOT })
  assert.match(stdout, /^round 1 of 3, this state\nround 1 of 3, HEAD\nround 2 of 3, HEAD\n/m)
  assert.match(stdout, /^idle, Node \d+: woven, kernels, best ÷ plain +[\d.]+ \(.*\) → [\d.]+ \(.*\) +×[\d.]+/m)
  const { stdout: trees } = await run('git', ['worktree', 'list'], { cwd: ROOT })
  assert.ok(!trees.includes('debugin-compare-'))
})

test('a state that is not there is said', { skip }, async () => {
  await assert.rejects(
    run(process.execPath, [BENCH, 'idle', '--compare', 'no-such-state'], { cwd: ROOT }),
    /no-such-state/,
  )
})
