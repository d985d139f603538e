import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { describe, test } from 'node:test'
import { nodeEvent } from '../sink/sinks.mjs'
import { run, start } from './command.mjs'

const post = (url, event) =>
  fetch(`${url}/api/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  })

describe('sink', { concurrency: 3 }, () => {
  test('sink runs until a signal, and ends in order', async (context) => {
    const check = async (signal) => {
      const running = start(context, ['sink', '--port', '0', '--capacity', '2'])
      const [, url] = await running.shows(/^DebugIn sink at (http:\/\/127\.0\.0\.1:\d+)\n/)
      for (let i = 0; i < 3; i++) assert.equal((await post(url, nodeEvent())).status, 200)
      const { total } = await (await fetch(`${url}/api/events`)).json()
      assert.equal(total, 2)
      running.child.kill(signal)
      const { code, signal: by, stderr } = await running.ended
      assert.deepEqual([code, by, stderr], [0, null, ''])
      await assert.rejects(fetch(`${url}/health`))
    }
    await Promise.all(['SIGINT', 'SIGTERM'].map(check))
  })

  test('--tail prints the events, and --json leaves nothing else on stdout', async (context) => {
    const running = start(context, ['sink', '--tail', '--json'], { env: { DEBUGIN_SINK_PORT: '0' } })
    const [, url] = await running.shows(/^debugin: sink at (\S+)\n/, 'stderr')
    const event = nodeEvent()
    await post(url, event)
    running.child.kill('SIGTERM')
    const { code, stdout } = await running.ended
    assert.equal(code, 0)
    assert.deepEqual(JSON.parse(stdout), event)
  })

  test('a port that is taken, or none at all, is an error', async (context) => {
    const server = createServer()
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    context.after(() => server.close())
    const { port } = server.address()
    const taken = await run(context, ['sink', '--port', String(port)])
    assert.equal(taken.code, 1)
    assert.match(taken.stderr, new RegExp(`^debugin: Port ${port} of 127\\.0\\.0\\.1 is taken, by another program\\. `))
    const wrong = await run(context, ['sink', '--port', '70000'])
    assert.equal(wrong.code, 1)
    assert.match(wrong.stderr, /It takes a whole number from 0 to 65535/)
    const variable = await run(context, ['sink'], { env: { DEBUGIN_SINK_PORT: 'x' } })
    assert.match(variable.stderr, /^debugin: DEBUGIN_SINK_PORT is "x"/)
  })
})
