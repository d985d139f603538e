import assert from 'node:assert/strict'
import { hitsOf } from './armed.mjs'
import { MODES } from './modes.mjs'
import { run } from './run.mjs'

/**
 * Runs a program plain and woven in every mode, and asserts that nobody could tell one from the other, that armed runs
 * hit, that what a site names can be read there, and that the runtime had no fault.
 *
 * @param alsoSeen what else was seen of the last run, besides what the run itself tells
 */
export async function assertSame(program, modes = Object.keys(MODES), alsoSeen = () => []) {
  const plain = await run(program, 'plain')
  plain.seen.push(...alsoSeen())
  for (const mode of modes) {
    if (mode === 'plain') continue
    const { seen, runtime, results } = await run(program, mode)
    seen.push(...alsoSeen())
    assert.deepEqual(seen, plain.seen, `${mode} is not as plain`)
    if (runtime === null) continue
    assert.equal(runtime.faults, 0, `${mode}: the runtime had a fault: ${runtime.lastFault?.stack}`)
    assert.deepEqual([...runtime.unreadable], [], `${mode}: names of sites hold no value`)
    if (mode.startsWith('armed') && results.some(({ woven }) => woven)) {
      assert.ok(hitsOf(runtime) > 0, `${mode}: nothing was hit`)
    }
  }
  return plain
}
