'use strict'

const { verifyChecksum } = require('../../programs.js')
const { clocks } = require('./clock.js')

/**
 * Milliseconds on the clock `name`: `start()` gives a function that says how many have passed since, `iterate(program,
 * scale)` how many one run took, after verifying what the run came to.
 */
function createStopwatch(name) {
  const now = clocks[name]()
  const start = () => {
    const then = now()
    return () => (now() - then) / 1e6
  }
  const iterate = async (program, scale) => {
    const passed = start()
    let checksum = program.run(scale)
    if (typeof checksum?.then === 'function') checksum = await checksum
    const milliseconds = passed()
    verifyChecksum(program, checksum, scale)
    return milliseconds
  }
  return { start, iterate }
}

module.exports = { createStopwatch }
