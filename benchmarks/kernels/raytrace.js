'use strict'

// A ray tracer: balls on a chequered floor under two lamps, with shadows and mirrors.

const WIDTH = 104
const HEIGHT = 78
const MAX_BOUNCES = 3
const EPSILON = 1e-6

class Vector {
  constructor(x, y, z) {
    this.x = x
    this.y = y
    this.z = z
  }

  plus(other) {
    return new Vector(this.x + other.x, this.y + other.y, this.z + other.z)
  }

  minus(other) {
    return new Vector(this.x - other.x, this.y - other.y, this.z - other.z)
  }

  times(factor) {
    return new Vector(this.x * factor, this.y * factor, this.z * factor)
  }

  dot(other) {
    return this.x * other.x + this.y * other.y + this.z * other.z
  }

  get length() {
    return Math.sqrt(this.dot(this))
  }

  normalized() {
    return this.times(1 / this.length)
  }

  mirroredAt(normal) {
    return this.minus(normal.times(2 * this.dot(normal)))
  }
}

class Color {
  constructor(red, green, blue) {
    this.red = red
    this.green = green
    this.blue = blue
  }

  plus(other) {
    return new Color(this.red + other.red, this.green + other.green, this.blue + other.blue)
  }

  times(factor) {
    return new Color(this.red * factor, this.green * factor, this.blue * factor)
  }

  filteredBy(other) {
    return new Color(this.red * other.red, this.green * other.green, this.blue * other.blue)
  }

  /** 0xrrggbb. */
  get packed() {
    return (toByte(this.red) << 16) | (toByte(this.green) << 8) | toByte(this.blue)
  }
}

function toByte(share) {
  return Math.max(0, Math.min(255, Math.floor(share * 255)))
}

const BLACK = new Color(0, 0, 0)
const SKY = new Color(0.3, 0.45, 0.7)

class Ray {
  constructor(origin, direction) {
    this.origin = origin
    this.direction = direction
  }

  at(distance) {
    return this.origin.plus(this.direction.times(distance))
  }
}

class Material {
  constructor(color, mirror, shininess) {
    this.color = color
    this.mirror = mirror
    this.shininess = shininess
  }

  colorAt() {
    return this.color
  }
}

class Chequered extends Material {
  constructor(color, otherColor, mirror) {
    super(color, mirror, 1)
    this.otherColor = otherColor
  }

  colorAt(point) {
    const isOdd = (Math.floor(point.x) + Math.floor(point.z)) & 1
    return isOdd === 1 ? this.otherColor : super.colorAt(point)
  }
}

class Solid {
  constructor(material) {
    this.material = material
  }
}

class Ball extends Solid {
  constructor(center, radius, material) {
    super(material)
    this.center = center
    this.radius = radius
  }

  /** How far along `ray` this solid is met; Infinity when never. */
  distanceAlong(ray) {
    const toCenter = this.center.minus(ray.origin)
    const along = toCenter.dot(ray.direction)
    const squared = along * along - toCenter.dot(toCenter) + this.radius * this.radius
    if (squared < 0) return Infinity
    const half = Math.sqrt(squared)
    if (along - half > EPSILON) return along - half
    return along + half > EPSILON ? along + half : Infinity
  }

  normalAt(point) {
    return point.minus(this.center).normalized()
  }
}

class Floor extends Solid {
  constructor(height, material) {
    super(material)
    this.height = height
    this.normal = new Vector(0, 1, 0)
  }

  distanceAlong(ray) {
    const distance = (this.height - ray.origin.y) / ray.direction.y
    return distance > EPSILON ? distance : Infinity
  }

  normalAt() {
    return this.normal
  }
}

class Lamp {
  constructor(position, color) {
    this.position = position
    this.color = color
  }
}

class Scene {
  constructor(solids, lamps) {
    this.solids = solids
    this.lamps = lamps
  }

  trace(ray, bounces) {
    const solid = this.nearest(ray)
    if (solid === null) return SKY
    const point = ray.at(solid.distanceAlong(ray))
    const normal = solid.normalAt(point)
    const { material } = solid
    let color = material.colorAt(point).times(0.15)
    for (const lamp of this.lamps) color = color.plus(this.lightFrom(lamp, point, normal, ray, material))
    if (material.mirror === 0 || bounces === 0) return color
    const mirrored = this.trace(new Ray(point, ray.direction.mirroredAt(normal)), bounces - 1)
    return color.times(1 - material.mirror).plus(mirrored.times(material.mirror))
  }

  nearest(ray) {
    let nearest = null
    let shortest = Infinity
    for (const solid of this.solids) {
      const distance = solid.distanceAlong(ray)
      if (distance < shortest) {
        nearest = solid
        shortest = distance
      }
    }
    return nearest
  }

  lightFrom(lamp, point, normal, ray, material) {
    const way = lamp.position.minus(point)
    const direction = way.normalized()
    const facing = normal.dot(direction)
    if (facing <= 0 || this.isShaded(new Ray(point, direction), way.length)) return BLACK
    const glare = power(Math.max(0, direction.mirroredAt(normal).dot(ray.direction)), material.shininess)
    return material.colorAt(point).filteredBy(lamp.color).times(facing).plus(lamp.color.times(glare))
  }

  isShaded(ray, distance) {
    return this.solids.some((solid) => solid.distanceAlong(ray) < distance)
  }
}

/** base ** exponent by squaring: unlike Math.pow, the same to the last bit everywhere. */
function power(base, exponent) {
  let result = 1
  for (let factor = base, rest = exponent; rest > 0; rest >>= 1, factor *= factor) {
    if ((rest & 1) === 1) result *= factor
  }
  return result
}

function makeScene() {
  const red = new Material(new Color(0.9, 0.2, 0.2), 0.2, 40)
  const glass = new Material(new Color(0.3, 0.3, 0.35), 0.7, 90)
  const green = new Material(new Color(0.2, 0.8, 0.3), 0, 10)
  const solids = [new Floor(-1, new Chequered(new Color(0.9, 0.9, 0.9), new Color(0.1, 0.1, 0.1), 0.1))]
  for (let i = 0; i < 9; i++) {
    const center = new Vector((i % 3) * 1.5 - 1.5, Math.floor(i / 3) * 0.9 - 0.5, 4 + (i % 4) * 0.8)
    solids.push(new Ball(center, 0.45 + (i % 2) * 0.1, [red, glass, green][(i * 5) % 3]))
  }
  const lamps = [
    new Lamp(new Vector(-4, 6, -2), new Color(0.6, 0.6, 0.5)),
    new Lamp(new Vector(5, 4, 1), new Color(0.3, 0.3, 0.5)),
  ]
  return new Scene(solids, lamps)
}

function run(scale) {
  const scene = makeScene()
  const height = HEIGHT * scale
  let checksum = 0
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < WIDTH; column++) {
      const direction = new Vector(column / WIDTH - 0.5, 0.5 - row / height, 1).normalized()
      const color = scene.trace(new Ray(new Vector(0, 0.3, -1), direction), MAX_BOUNCES)
      checksum = (Math.imul(checksum, 31) + color.packed) | 0
    }
  }
  return checksum
}

module.exports = {
  name: 'raytrace',
  isolates: 'short-lived small objects and chained method calls, which are fast only when inlined and never allocated',
  run,
  expected: { 1: 127470004, 2: 2088121940 },
}
