'use strict'

// One process of a comparison: loads the program with its texts, warms it up, times it.
// Job: { program, scale, clock, iterations: { early, warmUp, timed }, texts: JSON file of [path, source] pairs,
// variant: module with the hooks beforeLoad() and beforeTiming(program), or null }.
// Prints { early: ms of loading and the first iterations together, timed: [ms], preemptions }.

const { readFileSync } = require('node:fs')
const { createStopwatch } = require('./stopwatch.js')
const { substituteSources } = require('./substitute.js')

async function measure({ program: path, scale, clock, iterations, texts, variant }) {
  const { start, iterate } = createStopwatch(clock)
  const hooks = variant === null ? {} : require(variant)
  substituteSources(new Map(JSON.parse(readFileSync(texts, 'utf8'))), () => {})
  await hooks.beforeLoad?.()
  const sinceLoad = start()
  const program = require(path)
  for (let i = 0; i < iterations.early; i++) await iterate(program, scale)
  const early = sinceLoad()
  for (let i = 0; i < iterations.warmUp; i++) await iterate(program, scale)
  await hooks.beforeTiming?.(program)
  const timed = []
  for (let i = 0; i < iterations.timed; i++) timed.push(await iterate(program, scale))
  return { early, timed, preemptions: process.resourceUsage().involuntaryContextSwitches }
}

measure(JSON.parse(readFileSync(process.argv[2], 'utf8'))).then((result) => console.log(JSON.stringify(result)))
