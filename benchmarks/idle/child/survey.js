'use strict'

// Runs a program as it is, once for each Node, to learn which files it consists of and how many iterations fill the
// phases of a measurement. Every process that is compared then does exactly that many, whatever its speed.
// Job: { program, scale, clock, phases: { early, warmUp, timed } in ms }. Prints { files, iterations, versions }.

const { readFileSync } = require('node:fs')
const { createStopwatch } = require('./stopwatch.js')
const { substituteSources } = require('./substitute.js')

/** Fewer timed iterations than this have no median worth the name. */
const MIN_TIMED = 10

async function survey({ program: path, scale, clock, phases }) {
  const { start, iterate } = createStopwatch(clock)
  const files = []
  substituteSources(new Map(), (file) => files.push(file))
  const sinceLoad = start()
  const program = require(path)
  let early = 0
  do {
    await iterate(program, scale)
    early++
  } while (sinceLoad() < phases.early)
  const warm = []
  const sinceWarmUp = start()
  do warm.push(await iterate(program, scale))
  while (sinceWarmUp() < phases.warmUp)
  const usual = [...warm].sort((a, b) => a - b)[warm.length >> 1]
  const timed = Math.max(MIN_TIMED, Math.round(phases.timed / usual))
  return { files, iterations: { early, warmUp: warm.length, timed }, versions: process.versions }
}

survey(JSON.parse(readFileSync(process.argv[2], 'utf8'))).then((result) => console.log(JSON.stringify(result)))
