import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'
import { cleanEnvironment, start } from '../cli/command.mjs'
import { codeBlocks } from './codeBlocks.mjs'

const has = (program) => spawnSync(program, ['--help']).error === undefined
const SKIP = has('curl') && has('openssl') ? false : 'there is no curl or no openssl'

const blocks = codeBlocks('docs/SINK.md').filter(({ language }) => language === 'sh')
const [SIGNED] = blocks.filter(({ info }) => info === 'signed').map(({ text }) => text)
const COMMANDS = blocks
  .filter(({ info }) => info === '')
  .flatMap(({ text }) => text.trimEnd().split(/\n(?=curl|debugin)/))
const CALLS = COMMANDS.filter((command) => command.startsWith('curl'))
const STARTS = COMMANDS.filter((command) => command.startsWith('debugin'))

/** Starts what the page says, with any free port and a folder of the test's own. */
async function startSink(context, args, env = {}) {
  const cwd = temporaryFolder(context)
  const sink = start(context, [...args, '--port', '0'], { cwd, env: { XDG_DATA_HOME: cwd, ...env } })
  const [, url] = await sink.shows(/^DebugIn sink at (\S+)\n/)
  return { ...sink, url }
}

async function shell(command, url, env = {}) {
  const ported = command.replaceAll('localhost:4317', new URL(url).host)
  const child = spawn(ported, { shell: true, env: { ...cleanEnvironment(), ...env } })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (printed += text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, printed }
}

test('every way to start it', { concurrency: 2 }, async (context) => {
  assert.equal(STARTS.length, 5)
  for (const command of STARTS) {
    await context.test(command, async (inner) => {
      const sink = await startSink(inner, command.split(' ').slice(1))
      const { store, signed } = await (await fetch(`${sink.url}/health`)).json()
      assert.equal(store.kind, command.includes('.db') ? 'file' : 'memory')
      assert.equal(signed, command.includes('--secret'))
      sink.child.kill('SIGTERM')
      assert.equal((await sink.ended).code, 0)
    })
  }
})

describe('every call', { skip: SKIP }, () => {
  test('in the order of the page', async (context) => {
    const sink = await startSink(context, ['sink', '--store', join(temporaryFolder(context), 'sink.db')])
    const answers = []
    for (const command of CALLS) {
      const { code, printed } = await shell(command, sink.url)
      const streams = command.includes('/stream')
      // The end of its time is how following ends here.
      assert.equal(code, streams ? 28 : 0, `${command}\n${printed}`)
      answers.push(streams ? printed : JSON.parse(printed))
    }
    const [one, batch, all, chosen, timed, health, quiet, replay, cleared] = answers
    assert.deepEqual(Object.keys(one), ['status', 'id', 'timestamp'])
    assert.deepEqual([batch.accepted, batch.rejected, batch.results.length], [1, 1, 2])
    assert.deepEqual([all.total, all.count, all.limit, all.offset], [2, 2, 10, 0])
    assert.deepEqual(
      [chosen, timed].map(({ events }) => events.map(({ id }) => id)),
      [[one.id], [one.id]],
    )
    assert.deepEqual([health.status, health.batch, health.store.events], ['healthy', true, 2])
    assert.match(quiet, /^retry: 1000\n/)
    assert.ok(!quiet.includes('data:'))
    assert.match(replay, /^id: 0b0a5e0e-.*\ndata: \{"name": "agent.status.started"/m)
    assert.equal(cleared.count, 2)
  })

  test('a signed one', async (context) => {
    const secret = `whsec_${randomBytes(32).toString('base64')}`
    const env = { DEBUGIN_SIGNING_SECRET: secret }
    const sink = await startSink(context, ['sink'], env)
    const send = async (secrets) => JSON.parse((await shell(SIGNED, sink.url, secrets)).printed)
    assert.equal((await send(env)).status, 'accepted')
    assert.equal(
      (await send({ DEBUGIN_SIGNING_SECRET: `whsec_${randomBytes(32).toString('base64')}` })).code,
      'UNAUTHORIZED',
    )
  })
})
