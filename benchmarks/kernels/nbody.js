'use strict'

// Bodies that attract each other, moved in small steps; energy has to stay what it was.

const { createRandom } = require('./shared/random.js')

const BODIES = 8
const STEPS = 20_000
const STEP = 0.0003

class Body {
  constructor(x, y, z, vx, vy, vz, mass) {
    this.x = x
    this.y = y
    this.z = z
    this.vx = vx
    this.vy = vy
    this.vz = vz
    this.mass = mass
  }

  /** Lets this body and `other` pull at each other for `time`. */
  attract(other, time) {
    const dx = this.x - other.x
    const dy = this.y - other.y
    const dz = this.z - other.z
    const squared = dx * dx + dy * dy + dz * dz + 0.01
    const pull = time / (squared * Math.sqrt(squared))
    this.vx -= dx * other.mass * pull
    this.vy -= dy * other.mass * pull
    this.vz -= dz * other.mass * pull
    other.vx += dx * this.mass * pull
    other.vy += dy * this.mass * pull
    other.vz += dz * this.mass * pull
  }

  move(time) {
    this.x += time * this.vx
    this.y += time * this.vy
    this.z += time * this.vz
  }

  kineticEnergy() {
    return 0.5 * this.mass * (this.vx * this.vx + this.vy * this.vy + this.vz * this.vz)
  }

  potentialEnergy(other) {
    const dx = this.x - other.x
    const dy = this.y - other.y
    const dz = this.z - other.z
    return (-this.mass * other.mass) / Math.sqrt(dx * dx + dy * dy + dz * dz + 0.01)
  }
}

class BodySystem {
  constructor(bodies) {
    this.bodies = bodies
    this.comeToRest()
  }

  /** Takes the drift of the whole out of it. */
  comeToRest() {
    let mass = 0
    let px = 0
    let py = 0
    let pz = 0
    for (const body of this.bodies) {
      mass += body.mass
      px += body.vx * body.mass
      py += body.vy * body.mass
      pz += body.vz * body.mass
    }
    for (const body of this.bodies) {
      body.vx -= px / mass
      body.vy -= py / mass
      body.vz -= pz / mass
    }
  }

  advance(time) {
    const bodies = this.bodies
    for (let i = 0; i < bodies.length; i++) {
      for (let j = i + 1; j < bodies.length; j++) bodies[i].attract(bodies[j], time)
    }
    for (const body of bodies) body.move(time)
  }

  energy() {
    let energy = 0
    this.bodies.forEach((body, i) => {
      energy += body.kineticEnergy()
      for (let j = i + 1; j < this.bodies.length; j++) energy += body.potentialEnergy(this.bodies[j])
    })
    return energy
  }
}

function makeSystem() {
  const random = createRandom(4_711)
  const between = (low, high) => low + ((high - low) * (random() % 100_000)) / 100_000
  const place = () => between(-3, 3)
  const speed = () => between(-0.3, 0.3)
  const bodies = Array.from(
    { length: BODIES },
    (_, i) => new Body(place(), place(), place(), speed(), speed(), speed(), i === 0 ? 3 : between(0.01, 0.3)),
  )
  return new BodySystem(bodies)
}

function run(scale) {
  const system = makeSystem()
  const before = system.energy()
  for (let i = 0; i < STEPS * scale; i++) system.advance(STEP)
  const after = system.energy()
  if (Math.abs((after - before) / before) > 0.01) throw new Error(`Energy went from ${before} to ${after}`)
  return after.toFixed(9)
}

module.exports = {
  name: 'nbody',
  isolates: 'floating-point fields of a few objects; one hot method called from a double loop',
  run,
  expected: { 1: '-0.910926884', 2: '-0.909432825' },
}
