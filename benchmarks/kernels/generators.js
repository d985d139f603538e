'use strict'

// Generators in chains, and recursive ones over a tree.

const { createRandom } = require('./shared/random.js')

const VALUES = 18_000
const KEYS = 4_000

function* count(from, to) {
  for (let i = from; i < to; i++) yield i
}

function* map(source, change) {
  for (const value of source) yield change(value)
}

function* filter(source, test) {
  for (const value of source) if (test(value)) yield value
}

function* take(source, limit) {
  let left = limit
  if (left === 0) return
  for (const value of source) {
    yield value
    if (--left === 0) return
  }
}

function* chunk(source, size) {
  let part = []
  for (const value of source) {
    part.push(value)
    if (part.length < size) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}

function* zip(first, second) {
  const others = second[Symbol.iterator]()
  try {
    for (const value of first) {
      const other = others.next()
      if (other.done) return
      yield [value, other.value]
    }
  } finally {
    others.return?.()
  }
}

/** Takes numbers in through `next(n)` and yields their running sum, modulo a prime. */
function* accumulate() {
  let sum = 0
  for (;;) {
    const value = yield sum
    sum = (sum * 3 + value) % 1_000_003
  }
}

class SearchTree {
  constructor() {
    this.root = null
  }

  insert(key) {
    const node = { key, left: null, right: null }
    if (this.root === null) {
      this.root = node
      return
    }
    let at = this.root
    for (;;) {
      const side = key < at.key ? 'left' : 'right'
      if (at[side] === null) {
        at[side] = node
        return
      }
      at = at[side]
    }
  }

  *[Symbol.iterator]() {
    yield* this.walk(this.root)
  }

  *walk(node) {
    if (node === null) return
    yield* this.walk(node.left)
    yield node.key
    yield* this.walk(node.right)
  }
}

function makeTree() {
  const random = createRandom(2_718)
  const tree = new SearchTree()
  for (let i = 0; i < KEYS; i++) tree.insert(random() % 100_000)
  return tree
}

function run(scale) {
  const sums = accumulate()
  sums.next()
  let checksum = 0
  const numbers = filter(
    map(count(0, VALUES * scale), (value) => (value * value) % 1009),
    (value) => value % 3 !== 1,
  )
  for (const part of chunk(numbers, 7)) for (const value of part) checksum = sums.next(value).value
  const tree = makeTree()
  for (let i = 0; i < scale; i++) {
    let last = -1
    for (const [key, place] of zip(tree, count(i, VALUES))) {
      if (key < last) throw new Error(`${key} came after ${last}`)
      last = key
      checksum = sums.next(key ^ place).value
    }
    for (const key of take(tree, 200)) checksum = sums.next(key).value
  }
  return checksum
}

module.exports = {
  name: 'generators',
  isolates: 'functions that suspend: generator chains, `yield*` recursion, values sent in, early return',
  run,
  expected: { 1: 662811, 2: 154414 },
}
