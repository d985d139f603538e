import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Outgoing } from '../../packages/runtime/dist/outgoing.js'

/** Outgoing events with a clock of the test's; `sent` holds when and what. */
function start() {
  const clock = { now: 1000 }
  const due = []
  const sent = []
  const host = {
    now: () => clock.now,
    soon: (run) => due.push({ at: clock.now, run }),
    later: (ms, run) => due.push({ at: clock.now + ms, run }),
    send: (lines) => sent.push([clock.now, lines]),
  }
  const outgoing = new Outgoing(
    host,
    () => {},
    () => {},
  )
  const pass = (ms) => {
    clock.now += ms
    for (const { run } of due.filter(({ at }) => at <= clock.now)) run()
    due.splice(0, due.length, ...due.filter(({ at }) => at > clock.now))
  }
  return { outgoing, sent, pass, add: (text) => outgoing.add(text, null, null) }
}

test('an event goes when the event loop turns, those after it together some milliseconds later', () => {
  const { sent, pass, add } = start()
  add('{"n":1')
  assert.deepEqual(sent, [])
  pass(0)
  add('{"n":2')
  pass(1)
  add('{"n":3')
  pass(3)
  assert.deepEqual(sent, [[1000, '{"n":1}\n']])
  pass(1)
  assert.deepEqual(sent.slice(1), [[1005, '{"n":2}\n{"n":3}\n']])
  pass(5)
  add('{"n":4')
  pass(0)
  assert.deepEqual(sent.slice(2), [[1010, '{"n":4}\n']])
})

test('an event that waits goes at once when everything is to go', () => {
  const { outgoing, sent, pass, add } = start()
  add('{"n":1')
  pass(0)
  add('{"n":2')
  outgoing.flush(true)
  assert.deepEqual(sent, [
    [1000, '{"n":1}\n'],
    [1000, '{"n":2}\n'],
  ])
  pass(5)
  assert.equal(sent.length, 2)
})
