'use strict'

// Balls that fly about in a box. At each step a k-d tree over their places finds the pairs that touch, and they bounce.

const { createRandom } = require('./shared/random.js')

const BALLS = 700
const STEPS = 14
const RADIUS = 0.02
const LEAF_SIZE = 8

class Leaf {
  constructor(balls) {
    this.balls = balls
  }

  visitNear(x, y, z, reach, visit) {
    for (const ball of this.balls) {
      const dx = ball.position[0] - x
      const dy = ball.position[1] - y
      const dz = ball.position[2] - z
      if (dx * dx + dy * dy + dz * dz < reach * reach) visit(ball)
    }
  }
}

class Split {
  constructor(axis, boundary, below, above) {
    this.axis = axis
    this.boundary = boundary
    this.below = below
    this.above = above
  }

  visitNear(x, y, z, reach, visit) {
    const offset = (this.axis === 0 ? x : this.axis === 1 ? y : z) - this.boundary
    if (offset < reach) this.below.visitNear(x, y, z, reach, visit)
    if (offset > -reach) this.above.visitNear(x, y, z, reach, visit)
  }
}

function buildTree(balls, axis) {
  if (balls.length <= LEAF_SIZE) return new Leaf(balls)
  const boundary = medianAlong(balls, axis)
  const below = balls.filter((ball) => ball.position[axis] < boundary)
  const above = balls.filter((ball) => ball.position[axis] >= boundary)
  if (below.length === 0) return new Leaf(above)
  const nextAxis = (axis + 1) % 3
  return new Split(axis, boundary, buildTree(below, nextAxis), buildTree(above, nextAxis))
}

/** The middle coordinate, by quickselect. */
function medianAlong(balls, axis) {
  const values = balls.map((ball) => ball.position[axis])
  const middle = values.length >> 1
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1]
    let left = low
    let right = high
    while (left <= right) {
      while (values[left] < pivot) left++
      while (values[right] > pivot) right--
      if (left <= right) swap(values, left++, right--)
    }
    if (middle <= right) high = right
    else if (middle >= left) low = left
    else break
  }
  return values[middle]
}

function swap(values, i, j) {
  const value = values[i]
  values[i] = values[j]
  values[j] = value
}

class Ball {
  constructor(id, position, velocity) {
    this.id = id
    this.position = position
    this.velocity = velocity
    this.bounces = 0
  }

  move() {
    for (let axis = 0; axis < 3; axis++) {
      this.position[axis] += this.velocity[axis]
      const isOutside = this.position[axis] < 0 || this.position[axis] > 1
      if (isOutside && this.position[axis] < 0 === this.velocity[axis] < 0) this.velocity[axis] *= -1
    }
  }

  /** Exchanges the speed along the line between two balls of the same mass. */
  bounceOff(other) {
    const normal = this.position.map((value, axis) => other.position[axis] - value)
    const squared = dot(normal, normal)
    const approach = dot(this.velocity, normal) - dot(other.velocity, normal)
    if (squared === 0 || approach <= 0) return false
    for (let axis = 0; axis < 3; axis++) {
      const change = (approach / squared) * normal[axis]
      this.velocity[axis] -= change
      other.velocity[axis] += change
    }
    this.bounces++
    other.bounces++
    return true
  }
}

function dot(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

function makeBalls(count) {
  const random = createRandom(815)
  const share = () => (random() % 1_000_000) / 1_000_000
  return Array.from({ length: count }, (_, id) => {
    const position = [share(), share(), share()]
    const velocity = [share() - 0.5, share() - 0.5, share() - 0.5].map((value) => value * 0.02)
    return new Ball(id, position, velocity)
  })
}

function run(scale) {
  const balls = makeBalls(BALLS)
  let checksum = 0
  for (let step = 0; step < STEPS * scale; step++) {
    const tree = buildTree(balls, 0)
    for (const ball of balls) {
      const [x, y, z] = ball.position
      tree.visitNear(x, y, z, 2 * RADIUS, (other) => {
        if (other.id <= ball.id) return
        checksum = (Math.imul(checksum, 31) + ball.id * 1000 + other.id) | 0
        if (ball.bounceOff(other)) checksum ^= 1
      })
    }
    for (const ball of balls) ball.move()
  }
  for (const ball of balls) checksum = (Math.imul(checksum, 31) + Math.round(ball.position[0] * 1e9) + ball.bounces) | 0
  return checksum
}

module.exports = {
  name: 'kdtree',
  isolates: 'collision detection: recursion over two node classes with a callback, small arrays of floats',
  run,
  expected: { 1: -39235303, 2: -1097395259 },
}
