import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

/** A few hundred tests of what weaving touches most. */
const SLICE =
  '^test/language/(statements/(return|try|switch|labeled|for-of)|expressions/(addition|arrow-function|yield))/'

const skip = process.env.TEST262 === undefined ? 'TEST262 does not name a checkout of tc39/test262' : false

for (const mode of ['idle', 'armed']) {
  test(`a slice of test262 is the same plain and ${mode}`, { skip }, () => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, 'run.mjs'), '--mode', mode, '--filter', SLICE, '--shards', '4'],
      { encoding: 'utf8' },
    )
    assert.equal(status, 0, `${stdout}${stderr}`)
    assert.match(stdout, /: [1-9]\d{2,} ran, 0 differ/)
  })
}
