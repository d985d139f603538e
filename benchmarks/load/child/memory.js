'use strict'

// One process that loads files, woven or as they are, and says by how many bytes its heap grew. The agent is there in
// any case, and so are the texts, before anything is counted. Argument: a JSON file of [path, source] pairs.
// Prints { heap, gates: properties of the global object that came }.

const { readFileSync } = require('node:fs')
const { startAgent } = require('../../idle/child/agent.js')
const { substituteSources } = require('../../idle/child/substitute.js')

const [, , path] = process.argv

/** Milliseconds until what was begun is over and its leftovers can be collected. */
const QUIET_MS = 250

async function usedBytes() {
  // More than once, because finalisers let go of more.
  for (let time = 0; time < 4; time++) {
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
    globalThis.gc()
  }
  return process.memoryUsage().heapUsed
}

async function main() {
  const texts = JSON.parse(readFileSync(path, 'utf8'))
  const agent = startAgent()
  substituteSources(new Map(texts), () => {})
  const gates = () => Object.getOwnPropertyNames(globalThis).length
  const before = { heap: await usedBytes(), gates: gates() }
  const files = texts.map(([file]) => require(file))
  const after = { heap: await usedBytes(), gates: gates() }
  if (files.length !== texts.length) throw new Error('files went missing')
  console.log(JSON.stringify({ heap: after.heap - before.heap, gates: after.gates - before.gates }))
  await agent.stop()
}

main()
