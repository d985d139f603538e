import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

/** What a child process finds as `@babel/parser` is the newer major. The plugin has its own: `plugin.matrix.test.mjs`. */
const NEWER = fileURLToPath(new URL('harness/newerBabel.cjs', import.meta.url))

for (const name of ['samples', 'positions', 'generated']) {
  test(`${name}.test.mjs passes with the parser of Babel 8`, () => {
    const file = fileURLToPath(new URL(`${name}.test.mjs`, import.meta.url))
    const { NODE_TEST_CONTEXT: _, ...env } = process.env
    const options = ['--require', NEWER, '--test-reporter', 'dot', file]
    const child = spawnSync(process.execPath, options, {
      encoding: 'utf8',
      env: { ...env, NODE_OPTIONS: `--require ${NEWER}` },
    })
    assert.equal(child.status, 0, child.stdout + child.stderr)
    assert.match(child.stderr, /^with @babel\/parser 8\./m)
  })
}
