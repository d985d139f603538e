'use strict'

// Parses acorn's own source with acorn, and counts what the tree holds.

const { readFileSync } = require('node:fs')
const acorn = require('acorn')

const source = readFileSync(require.resolve('acorn'), 'utf8')

function countNodes(node, counts) {
  counts.set(node.type, (counts.get(node.type) ?? 0) + 1)
  for (const key of Object.keys(node)) {
    const child = node[key]
    if (Array.isArray(child)) {
      for (const each of child) if (typeof each?.type === 'string') countNodes(each, counts)
    } else if (typeof child?.type === 'string') countNodes(child, counts)
  }
  return counts
}

function run(scale) {
  let checksum = 0
  for (let i = 0; i < scale; i++) {
    const counts = countNodes(acorn.parse(source, { ecmaVersion: 'latest', locations: true }), new Map())
    for (const [type, count] of counts) checksum = (Math.imul(checksum, 31) + type.length * count) | 0
  }
  return checksum
}

module.exports = {
  name: 'acorn',
  isolates: 'a real parser: 6,000 lines of prototype methods over one big state object',
  run,
  expected: { 1: 1442100420, 2: 662681224 },
}
