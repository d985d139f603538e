'use strict'

// One process without an agent, in which V8 does nothing at the place of the probe but collect the frames that a snapshot
// shows, in the cheapest way there is, and makes its objects of them later: what nobody who shows them gets around.
// Job: { batches, clock, frames }. Prints { idle: batches without, hit: batches with it, calls }.

const { readFileSync } = require('node:fs')
const Module = require('node:module')
const { DEAR_BATCH, timeBatches, warmUp } = require('./timing.js')

const WARM_BATCHES = 80
const SUBJECT = require.resolve('./subject.js')
const RETURN = 'return sum // the place of the probe'

const { batches, clock, frames } = JSON.parse(process.argv[2])

let collected = []
/** Frames of all of them. */
let read = 0

Error.stackTraceLimit = frames
Error.prepareStackTrace = (_error, sites) => sites

globalThis.keepStack = (stack) => {
  if (collected.length === 0) setTimeout(readStacks, 0)
  collected.push(stack)
}

function readStacks() {
  for (const { stack } of collected) read += stack.length
  collected = []
}

function load(text, name) {
  const subject = new Module(name)
  subject._compile(text, name)
  return subject.exports
}

async function measure() {
  const text = readFileSync(SUBJECT, 'utf8')
  if (!text.includes(RETURN)) throw new Error(`${SUBJECT} has no line with ${RETURN}`)
  const plain = load(text, `${SUBJECT}.plain`)
  warmUp(plain)
  const idle = await timeBatches(plain, batches, DEAR_BATCH, clock)
  const collecting = load(text.replace(RETURN, 'keepStack(new Error()); return sum'), `${SUBJECT}.collecting`)
  await timeBatches(collecting, WARM_BATCHES, DEAR_BATCH)
  const hit = await timeBatches(collecting, batches, DEAR_BATCH, clock)
  const calls = (WARM_BATCHES + batches) * DEAR_BATCH
  if (read !== calls * frames) throw new Error(`${read} frames of ${calls} stacks of ${frames}`)
  return { idle, hit, calls }
}

measure().then((result) => console.log(JSON.stringify(result)))
