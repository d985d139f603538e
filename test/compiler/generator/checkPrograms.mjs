import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const CHECK = fileURLToPath(new URL('check.mjs', import.meta.url))

/** Generates programs from a seed, and fails with the first that differs when it is woven. */
export async function checkPrograms({ runs, seed }) {
  const child = spawn(process.execPath, [CHECK, '--runs', String(runs), '--seed', String(seed)])
  let said = ''
  child.stdout.on('data', (data) => (said += data))
  child.stderr.on('data', (data) => (said += data))
  child.stderr.pipe(process.stderr)
  const code = await new Promise((resolve) => child.on('close', resolve))
  assert.equal(code, 0, said)
  assert.match(said, new RegExp(`^${runs} programs ran the same`, 'm'))
}
