import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { giveUpClaim, treeFiles } from '../../packages/agent/dist/link/treeFolder.js'
import { claim, isHeld, lastClaim } from '../../packages/agent/dist/thread/tree/claims.js'
import { temporaryFolder } from './harness/temporaryFolder.mjs'

const OTHER = process.ppid

test('a number is claimed once, and held while its process runs', (context) => {
  const folder = temporaryFolder(context)
  assert.equal(lastClaim(folder), -1)
  writeFileSync(treeFiles.claim(folder, 0), String(OTHER))
  assert.equal(isHeld(folder, 0), true)
  assert.equal(claim(folder, 0), false)
  assert.equal(claim(folder, 1), true)
  assert.equal(lastClaim(folder), 1)
  // Of a thread before this one.
  assert.equal(isHeld(folder, 1), false)
})

test('a claim that is just being written is held', (context) => {
  const folder = temporaryFolder(context)
  writeFileSync(treeFiles.claim(folder, 0), '')
  assert.equal(isHeld(folder, 0), true)
})

test('a claim that was given up is of nobody, whatever stood there', (context) => {
  const folder = temporaryFolder(context)
  writeFileSync(treeFiles.claim(folder, 0), `1${OTHER}`)
  giveUpClaim(folder, 0)
  assert.equal(isHeld(folder, 0), false)
})
