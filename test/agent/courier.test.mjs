import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Courier } from '../../packages/agent/dist/thread/delivery/courier.js'

/** Milliseconds between two requests that are not full. */
const GATHER_MS = 50

/**
 * A courier to a receiver that takes everything at once; `sent` holds when each request came and what it carried.
 *
 * @param isOwn false: the events are what earlier runs have left, and do not count as waiting
 */
function start(batchSize, isOwn = true) {
  const waiting = []
  const sent = []
  const backlog = {
    add: (event) => waiting.push(event),
    next(most) {
      const events = waiting.slice(0, most)
      return events.length === 0 ? null : { events, settle: () => waiting.splice(0, events.length) }
    },
    close() {},
    get waiting() {
      return isOwn ? waiting.length : 0
    },
  }
  const receiver = {
    batchSize: async () => batchSize,
    async send(batch) {
      sent.push({ at: performance.now(), ids: batch.map(({ id }) => id) })
      return { kind: 'taken', refused: [] }
    },
    forget() {},
  }
  return { courier: new Courier(receiver, backlog, () => {}), sent }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('events that come one after the other go together, and the first of them at once', async () => {
  const { courier, sent } = start(1_000_000)
  const until = performance.now() + 10 * GATHER_MS
  let made = 0
  while (performance.now() < until || made < 200) {
    courier.add({ id: made++ })
    await turn()
  }
  await courier.flush()
  const sizes = sent.map(({ ids }) => ids.length)
  assert.deepEqual(
    sent.flatMap(({ ids }) => ids),
    Array.from({ length: made }, (_, n) => n),
  )
  assert.equal(sizes[0], 1)
  // The last one is the flush's. On a busy machine a timer can be early by as long as the process had to wait.
  const pauses = sent.slice(1, -1).map(({ at }, n) => at - sent[n].at)
  const middle = pauses.sort((a, b) => a - b)[pauses.length >> 1]
  assert.ok(middle > GATHER_MS - 2, `pauses of ${pauses.map(Math.round)} ms`)
})

test('a receiver that takes one event a request is not kept waiting, nor one for whom there is enough', async (context) => {
  // Now no pause ends.
  context.mock.timers.enable({ apis: ['setTimeout'] })
  for (const [size, count, isOwn] of [
    [1, 40, true],
    [20, 800, true],
    [20, 800, false],
  ]) {
    const { courier, sent } = start(size, isOwn)
    for (let n = 0; n < count; n++) courier.add({ id: n })
    while (sent.length < 40) await turn()
    assert.equal(sent.flatMap(({ ids }) => ids).length, count)
  }
})

test('whoever waits until all is sent waits for no further events', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] })
  const { courier, sent } = start(500)
  for (let n = 0; n < 10; n++) {
    courier.add({ id: n })
    await turn()
    await (n < 9 ? courier.flush() : courier.finish(60_000))
    assert.equal(sent.length, n + 1)
  }
})
