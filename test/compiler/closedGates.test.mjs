import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

const PROGRAM = join(import.meta.dirname, 'harness/closedGates.cjs')

/** What `--trace-turbo-inlining` says of a function without a name, in one of the loop's. */
const INLINED_TWIN = /^Inlining .*<SharedFunctionInfo>.* into .*<SharedFunctionInfo (sum|plus|get length|Point)>/

/** Some objects are always left; those that V8 need not make would be as many again. */
const MOST_TIMES = 1.3

test('a loop takes as little memory after probes as with no probe ever, and V8 inlines no twin', () => {
  const flags = ['--no-concurrent-recompilation', '--min-semi-space-size=16']
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, PROGRAM], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  const { gates, before, afterwards } = JSON.parse(stderr)
  assert.ok(gates > 3)
  assert.ok(afterwards < before * MOST_TIMES, `${before} bytes became ${afterwards}`)
  const twins = stdout.split('\n').filter((line) => INLINED_TWIN.test(line))
  assert.deepEqual(twins, [])
})
