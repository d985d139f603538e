import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeTree } from './harness/tree.mjs'

const require = createRequire(import.meta.url)
const { planFile } = require('../../packages/agent/dist/thread/files/plannedFiles.js')

test('a file that has not run is planned once for all points on it, and anew when it changes', (context) => {
  const folder = writeTree(context, { 'late.js': 'exports.a = 1\n', 'other.js': 'exports.b = 2\n' })
  const path = join(folder, 'late.js')
  const first = planFile(path)
  assert.equal(first.refused, null)
  assert.notEqual(planFile(join(folder, 'other.js')), first)
  assert.equal(planFile(path), first)
  writeFileSync(path, 'exports.a = 1\nexports.b = 2\n')
  const second = planFile(path)
  assert.notEqual(second, first)
  assert.ok(second.table.functions[0].sites.length > first.table.functions[0].sites.length)
  writeFileSync(path, 'const = 1\n')
  assert.match(planFile(path).refused, /does not parse/)
})
