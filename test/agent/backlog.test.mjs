import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Backlog } from '../../packages/agent/dist/thread/delivery/backlog.js'

/** A backlog whose timers are the test's; `written` holds the ids of the events that went to the disk. */
function start(context) {
  context.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'setImmediate'] })
  const written = []
  const spool = {
    bytes: 0,
    damaged: 0,
    append: (events) => written.push(...events.map(({ json }) => JSON.parse(json))),
  }
  const folder = {
    state: { folder: '/spool', problem: null },
    maxBytes: 1e9,
    create: () => spool,
    foreignBytes: () => 0,
    touch() {},
    adopt: () => [],
    release() {},
  }
  const backlog = new Backlog(
    folder,
    () => {},
    () => {},
  )
  context.after(() => backlog.close())
  const add = (id) => backlog.add({ json: JSON.stringify(id), lasting: true })
  // In steps: a timer that is set within one begins at its end.
  const pass = (ms) => {
    for (let n = 0; n < ms; n++) context.mock.timers.tick(1)
  }
  return { add, written, pass, deliver: () => backlog.next(100, 1e6).settle() }
}

test('as long as deliveries are quick nothing is written to the disk, however many events there are', (context) => {
  const { add, written, deliver, pass } = start(context)
  for (let n = 0; n < 40; n++) {
    add(`event ${n}`)
    pass(49)
    deliver()
    add(`late ${n}`)
    pass(1)
    deliver()
  }
  assert.deepEqual(written, [])
})

test('what has waited for half a second is written, with what came after it', (context) => {
  const { add, written, deliver, pass } = start(context)
  add('delivered')
  pass(10)
  deliver()
  add('waits')
  pass(480)
  add('came later')
  pass(20)
  assert.deepEqual(written, ['waits', 'came later'])
})
