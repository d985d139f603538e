import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { figures } from '../../benchmarks/guard/figures.mjs'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'

const guard = fileURLToPath(new URL('../../benchmarks/guard/guard.mjs', import.meta.url))
const runGuard = (...args) => promisify(execFile)(process.execPath, [guard, '--processes', '2', ...args])

function writeBudgets(context, budgets) {
  const folder = temporaryFolder(context, 'debugin-guard-test-')
  const file = join(folder, 'budgets.mjs')
  writeFileSync(file, `export const budgets = ${JSON.stringify(budgets)}`)
  return file
}

test('a budget that is too low for weaving fails, one that is not is kept', async (context) => {
  const says = 'weaving'
  const low = writeBudgets(context, [{ name: 'load', says, atLeast: 1000 }])
  await assert.rejects(runGuard('--budgets', low), ({ code, stdout }) => {
    assert.equal(code, 1)
    assert.match(stdout, /^PASSED load: [\d.]+ \(at least 1000, with a noise of [\d.]+ % at least [\d.]+\): weaving$/m)
    return true
  })
  const high = writeBudgets(context, [{ name: 'load', says, atLeast: 0.1 }])
  assert.match((await runGuard('--budgets', high)).stdout, /^kept {3}load: /m)
})

test('a slow way to weave is caught by the budget of idle code', async () => {
  const { budgets } = await import('../../benchmarks/guard/budgets.mjs')
  await assert.rejects(runGuard('--only', 'idle', '--variant', 'istanbul'), ({ code, stdout }) => {
    assert.equal(code, 1, stdout)
    assert.match(stdout, /^PASSED idle: /m)
    return true
  })
  assert.deepEqual(
    budgets.map(({ name }) => name),
    Object.keys(figures),
  )
})
