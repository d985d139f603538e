'use strict'

const { clocks } = require('../../idle/child/clock.js')

/** Calls until V8 has optimised what is measured. */
const WARM_UP_CALLS = 20_000
/** Calls that are timed together: of dear ones no more than a second may have events. */
const BATCH = 10_000
const DEAR_BATCH = 100

/** Milliseconds within which everything that a call has left for later is begun. */
const LATER_MS = 5

const pause = () => new Promise((resolve) => setTimeout(resolve, LATER_MS))

/**
 * Calls `subject` in batches of `size`.
 *
 * @returns nanoseconds of one call for each batch: `call` while the calls run, `all` until the thread has also done what
 * they left for later
 */
async function timeBatches(subject, batches, size, clock = 'wall') {
  const read = clocks[clock]()
  const timed = { call: [], all: [] }
  for (let batch = 0; batch < batches; batch++) {
    await pause()
    const idle = performance.eventLoopUtilization()
    const began = read()
    for (let id = 1; id <= size; id++) subject(id)
    const called = read()
    await pause()
    const { active } = performance.eventLoopUtilization(idle)
    timed.call.push((called - began) / size)
    timed.all.push((clock === 'wall' ? active * 1e6 : read() - began) / size)
  }
  return timed
}

/** Calls that hit nothing, or nothing that costs much. */
function warmUp(subject) {
  for (let id = 1; id <= WARM_UP_CALLS; id++) subject(id)
}

module.exports = { BATCH, DEAR_BATCH, timeBatches, WARM_UP_CALLS, warmUp }
