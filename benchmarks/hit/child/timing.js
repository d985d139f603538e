'use strict'

/** Calls until V8 has optimised what is measured. */
const WARM_UP_CALLS = 20_000
/** Calls that are timed together. */
const BATCH = 100

const turn = () => new Promise((resolve) => setImmediate(resolve))

/**
 * Calls `subject` in batches.
 *
 * @returns nanoseconds of one call for each batch: `call` while the calls run, `all` until the thread has also done what
 * they left for later
 */
async function timeBatches(subject, batches) {
  const timed = { call: [], all: [] }
  for (let batch = 0; batch < batches; batch++) {
    await turn()
    const began = process.hrtime.bigint()
    for (let id = 1; id <= BATCH; id++) subject(id)
    const called = process.hrtime.bigint()
    await turn()
    await turn()
    const done = process.hrtime.bigint()
    timed.call.push(Number(called - began) / BATCH)
    timed.all.push(Number(done - began) / BATCH)
  }
  return timed
}

/** Calls that hit nothing, or nothing that costs much. */
function warmUp(subject) {
  for (let id = 1; id <= WARM_UP_CALLS; id++) subject(id)
}

module.exports = { BATCH, timeBatches, WARM_UP_CALLS, warmUp }
