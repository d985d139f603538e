import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../docs/codeBlocks.mjs'
import { without } from './harness/nodes.mjs'
import { launch } from './harness/program.mjs'
import { writeTree } from './harness/tree.mjs'

const APP = "console.log(JSON.stringify(Object.keys(require('node:module')._cache)))\n"

for (const major of [20, 24]) {
  test(`a program whose woven files are kept loads four files with the agent: Node ${major}`, {
    skip: without(major),
  }, async (context) => {
    const folder = writeTree(context, { 'app.js': APP })
    mkdirSync(join(folder, 'cache'), { mode: 0o700 })
    const env = { DEBUGIN_CACHE_DIR: join(folder, 'cache'), DEBUGIN_CONTROL_API: 'off' }
    const run = async () => JSON.parse((await launch(context, { folder, major, env }).exit()).stdout)
    await run()
    const loaded = (await run()).filter((path) => !path.startsWith(folder))
    assert.deepEqual(loaded.map((path) => relative(ROOT, path)).sort(), [
      'packages/agent/dist/link/lobby.js',
      'packages/agent/dist/load/nodeFeatures.js',
      'packages/agent/dist/program/inProcess.js',
      'packages/agent/dist/register.js',
    ])
  })
}
