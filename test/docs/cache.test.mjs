import assert from 'node:assert/strict'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startProgram } from '../agent/harness/program.mjs'
import { writeTree } from '../agent/harness/tree.mjs'
import { codeBlocks } from './codeBlocks.mjs'

const [{ text }] = codeBlocks('docs/CACHE.md')

test('GET /health says why there is no cache', { skip: process.platform === 'win32' }, async (context) => {
  const folder = writeTree(context, { 'app.js': "require('./steps.cjs')({})\n" })
  const open = join(folder, 'cache')
  mkdirSync(open)
  chmodSync(open, 0o777)
  const { api } = await startProgram(context, { folder, env: { DEBUGIN_CACHE_DIR: open } })
  const { cache } = JSON.parse(`{${text.replaceAll('/srv/cache', open)}}`)
  assert.deepEqual((await api.health()).cache, cache)
})
