'use strict'

// Runs a loop of small objects and methods with no probe ever, with all gates open, and with all closed again. Prints
// to stderr how many bytes the loop takes before and afterwards, and lets V8 tell on stdout what it inlines afterwards.

const { setFlagsFromString } = require('node:v8')
const { compileFunction } = require('node:vm')
const { instrument } = require('@debugin/compiler')

const SOURCE = `
class Point {
  constructor(x, y) { this.x = x; this.y = y }
  get length() { return this.x + this.y }
  plus(other) { return new Point(this.x + other.x, this.y + other.y) }
}
function sum(count) {
  let out = 0
  for (let i = 0; i < count; i++) out = (out + new Point(i, 1).plus(new Point(1, i)).length) | 0
  return out
}
return sum
`
const COUNT = 20_000

/** Long enough for V8 to optimise everything in it. */
function warmUp(sum) {
  for (let i = 0; i < 300; i++) sum(COUNT)
}

/** The least of several times, in bytes of new objects. */
function allocated(sum) {
  const taken = Array.from({ length: 9 }, () => {
    const before = process.memoryUsage().heapUsed
    sum(COUNT)
    return process.memoryUsage().heapUsed - before
  })
  return Math.min(...taken.filter((bytes) => bytes >= 0))
}

function createGate() {
  const frame = { on: new Uint8Array(9), enter() {}, hit() {}, threw: (error) => error, exit() {} }
  return Object.assign(() => frame, { begin: () => frame })
}

const { code } = instrument(SOURCE, { file: '/points.cjs', sourceType: 'commonjs' })
const sum = compileFunction(code)()
const gates = Object.getOwnPropertyNames(globalThis).filter((name) => name.startsWith('$D'))
warmUp(sum)
const before = allocated(sum)
for (const gate of gates) globalThis[gate] = createGate()
warmUp(sum)
for (const gate of gates) {
  delete globalThis[gate]
  Object.defineProperty(globalThis, gate, { value: false, writable: true, configurable: true })
}
setFlagsFromString('--trace-turbo-inlining')
warmUp(sum)
console.error(JSON.stringify({ gates: gates.length, before, afterwards: allocated(sum) }))
