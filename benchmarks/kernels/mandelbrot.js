'use strict'

// How long points of the plane stay near under z ↦ z² + c.

const SIZE = 240
const LIMIT = 150

/** Steps until the point has escaped, at most LIMIT. */
function countSteps(cr, ci) {
  let zr = 0
  let zi = 0
  let steps = 0
  while (steps < LIMIT) {
    const squaredR = zr * zr
    const squaredI = zi * zi
    if (squaredR + squaredI > 4) break
    zi = 2 * zr * zi + ci
    zr = squaredR - squaredI + cr
    steps++
  }
  return steps
}

function run(scale) {
  const rows = SIZE * scale
  let checksum = 0
  for (let row = 0; row < rows; row++) {
    const ci = (2.5 * row) / rows - 1.25
    let packed = 0
    for (let column = 0; column < SIZE; column++) {
      const steps = countSteps((3 * column) / SIZE - 2.1, ci)
      packed = (packed << 1) | (steps === LIMIT ? 1 : 0)
      checksum = (checksum + steps) | 0
    }
    checksum = Math.imul(checksum, 31) ^ packed
  }
  return checksum
}

module.exports = {
  name: 'mandelbrot',
  isolates: 'floating-point loops inside one function, with hardly a call: what a gate at entry must leave alone',
  run,
  expected: { 1: 112332197, 2: 152321745 },
}
