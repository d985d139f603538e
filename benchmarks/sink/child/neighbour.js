'use strict'

// Takes a share of a core, a little at a time, until it is killed. Job: { share }. Says so when it begins.

const { clocks } = require('../../idle/child/clock.js')

const { share } = JSON.parse(process.argv[2])

/** About as often as events are handed over. */
const PAUSE_MS = 5

const elapsed = clocks.wall()
const spent = clocks.cpu()
const never = new Int32Array(new SharedArrayBuffer(4))

/** What agent and sink do as well: texts and JSON. */
const EVENT = {
  name: 'probe.hit.logpoint',
  payload: { file: '/srv/shop/price.js', line: 12, message: 'order 12: 355.5' },
}

function work() {
  const texts = Array.from({ length: 40 }, (_, n) => JSON.stringify({ ...EVENT, id: `event ${n}` }))
  return JSON.parse(`[${texts.join()}]`).length
}

console.log('busy')
const [began, spentBefore] = [elapsed(), spent()]
for (;;) {
  const owed = (elapsed() - began) * share - (spent() - spentBefore)
  if (owed > 0) work()
  else Atomics.wait(never, 0, 0, PAUSE_MS)
}
