'use strict'

// A splay tree (Sleator and Tarjan, 1985) that is kept at one size while nodes with a payload come and go.

const { createRandom } = require('./shared/random.js')

const NODES = 4_000
const CHANGES = 4_000

class Node {
  constructor(key, payload) {
    this.key = key
    this.payload = payload
    this.left = null
    this.right = null
  }
}

class SplayTree {
  constructor() {
    this.root = null
    this.size = 0
  }

  insert(key, payload) {
    const node = new Node(key, payload)
    this.splay(key)
    const root = this.root
    if (root !== null && key < root.key) {
      node.left = root.left
      node.right = root
      root.left = null
    } else if (root !== null) {
      node.right = root.right
      node.left = root
      root.right = null
    }
    this.root = node
    this.size++
  }

  remove(key) {
    this.splay(key)
    const root = this.root
    if (root === null || root.key !== key) throw new Error(`There is no key ${key}`)
    if (root.left === null) {
      this.root = root.right
    } else {
      const right = root.right
      this.root = root.left
      this.splay(key)
      this.root.right = right
    }
    this.size--
    return root
  }

  has(key) {
    this.splay(key)
    return this.root !== null && this.root.key === key
  }

  /** The greatest node below `key`, or null. */
  findBelow(key) {
    this.splay(key)
    if (this.root === null || this.root.key < key) return this.root
    let node = this.root.left
    while (node !== null && node.right !== null) node = node.right
    return node
  }

  /** Brings `key`, or its neighbour, to the root; halves the depth of what lies on the way. */
  splay(key) {
    if (this.root === null) return
    const frame = new Node(0, null)
    let lesser = frame
    let greater = frame
    let at = this.root
    while (at.key !== key) {
      if (key < at.key) {
        if (at.left === null) break
        if (key < at.left.key) at = turnRight(at)
        if (at.left === null) break
        greater.left = at
        greater = at
        at = at.left
      } else {
        if (at.right === null) break
        if (key > at.right.key) at = turnLeft(at)
        if (at.right === null) break
        lesser.right = at
        lesser = at
        at = at.right
      }
    }
    lesser.right = at.left
    greater.left = at.right
    at.left = frame.right
    at.right = frame.left
    this.root = at
  }

  forEach(visit) {
    const above = []
    let node = this.root
    while (node !== null || above.length > 0) {
      while (node !== null) {
        above.push(node)
        node = node.left
      }
      const next = above.pop()
      visit(next)
      node = next.right
    }
  }
}

function turnRight(node) {
  const top = node.left
  node.left = top.right
  top.right = node
  return top
}

function turnLeft(node) {
  const top = node.right
  node.right = top.left
  top.left = node
  return top
}

function makePayload(depth, tag) {
  if (depth === 0) return { values: [tag, tag + 1, tag + 2, tag + 3], label: `leaf ${tag}` }
  return { left: makePayload(depth - 1, tag), right: makePayload(depth - 1, tag + 1) }
}

function run(scale) {
  const random = createRandom(161_803)
  const tree = new SplayTree()
  const insertNew = () => {
    let key = random()
    while (tree.has(key)) key = random()
    tree.insert(key, makePayload(3, key % 1000))
    return key
  }
  for (let i = 0; i < NODES; i++) insertNew()
  let checksum = 0
  for (let i = 0; i < CHANGES * scale; i++) {
    const key = insertNew()
    const removed = tree.remove(tree.findBelow(key)?.key ?? key)
    checksum = (Math.imul(checksum, 31) + removed.payload.left.right.left.values[2]) | 0
  }
  let last = -1
  tree.forEach(({ key }) => {
    if (key <= last) throw new Error(`${key} came after ${last}`)
    last = key
  })
  return checksum ^ tree.size
}

module.exports = {
  name: 'splay',
  isolates: 'allocation: trees of objects that survive a while and then die, so the collector has work',
  run,
  expected: { 1: -2055931915, 2: 1977312458 },
}
