'use strict'

/** A repeatable source of unsigned 32-bit integers (xorshift). `seed` is an integer other than 0. */
function createRandom(seed) {
  let state = seed | 0
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

module.exports = { createRandom }
