import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeTree } from './harness/tree.mjs'

const require = createRequire(import.meta.url)
const { createFileFilter } = require('../../packages/agent/dist/load/filter.js')
const { planFile } = require('../../packages/agent/dist/thread/files/plannedFiles.js')

test('a file that has not run is planned once for all points on it, and anew when it changes', (context) => {
  const folder = writeTree(context, { 'late.js': 'exports.a = 1\n', 'other.js': 'exports.b = 2\n' })
  const path = join(folder, 'late.js')
  const filter = createFileFilter({ root: folder, include: ['**'], exclude: [], includePackages: [] })
  const first = planFile(path, filter)
  assert.equal(first.refused, null)
  assert.notEqual(planFile(join(folder, 'other.js'), filter), first)
  assert.equal(planFile(path, filter), first)
  writeFileSync(path, 'exports.a = 1\nexports.b = 2\n')
  const second = planFile(path, filter)
  assert.notEqual(second, first)
  assert.ok(second.table.functions[0].sites.length > first.table.functions[0].sites.length)
  writeFileSync(path, 'const = 1\n')
  assert.match(planFile(path, filter).refused, /does not parse/)
})
