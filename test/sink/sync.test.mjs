import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'
import { start } from '../cli/command.mjs'
import { nodeEvent } from './sinks.mjs'

const EVENTS = 5

/** Whether calls of the system can be watched here: strace may be missing, or be forbidden in a container. */
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0

/** How often a sink waits for the disk to have its journal, from its start to its end, with some events one by one. */
async function countWaits(context, ...options) {
  const folder = temporaryFolder(context)
  const calls = join(folder, 'calls')
  const tracer = ['strace', '-f', '-y', '-qq', '-e', 'trace=fsync,fdatasync', '-o', calls]
  const args = ['sink', '--port', '0', '--store', join(folder, 'sink.db'), ...options]
  const { child, shows, ended } = start(context, args, { through: tracer })
  const [, url] = await shows(/^DebugIn sink at (\S+)\n/)
  for (let i = 0; i < EVENTS; i++) {
    const headers = { 'content-type': 'application/json' }
    const { status } = await fetch(`${url}/api/events`, { method: 'POST', headers, body: JSON.stringify(nodeEvent()) })
    assert.equal(status, 200)
  }
  process.kill(-child.pid, 'SIGTERM')
  await ended
  return readFileSync(calls, 'utf8').match(/sync\(\d+<[^>]*sink\.db-wal>/g)?.length ?? 0
}

test('with --sync each answer waits for the disk, and without it none does', {
  skip: !canTrace && 'strace is not to be had here',
}, async (context) => {
  const without = await countWaits(context)
  const waits = await countWaits(context, '--sync')
  assert.ok(without < EVENTS, `${without} waits without --sync`)
  assert.ok(waits >= without + EVENTS, `${waits} waits with --sync, ${without} without, for ${EVENTS} events`)
})
