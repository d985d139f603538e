'use strict'

const woven = require('./woven.js')

/** Lines of the program's file that get a probe, at most. */
const MOST_POINTS = 60

/** Iterations after the probes have gone, and how long they take at least, in ms. */
const AFTERWARDS = { iterations: 20, ms: 500 }

let agent

module.exports = {
  ...woven,
  purpose: 'every file woven, after probes stood on the lines of its main file, were hit, and went',
  beforeLoad() {
    agent = require('../child/agent.js').startAgent()
  },
  async beforeTiming(program) {
    const { untilHit } = require('../child/agent.js')
    const [file] = Object.keys(require.cache).filter((path) => require.cache[path].exports === program)
    setPoints(file)
    await program.run(1)
    await untilHit(agent)
    for (const { id } of agent.getPoints()) agent.removePoint(id)
    const end = performance.now() + AFTERWARDS.ms
    for (let i = 0; i < AFTERWARDS.iterations || performance.now() < end; i++) await program.run(1)
  },
}

/** On as many lines as there may be, over the whole file; hits beyond the first are over the rate. */
function setPoints(file) {
  const lines = require('node:fs').readFileSync(file, 'utf8').split('\n').length
  const step = Math.max(1, lines / MOST_POINTS)
  const cheap = { rateLimit: { limitPerSecond: 0.001, burst: 1 }, snapshot: { maxDepth: 0, maxFrames: 0 } }
  for (let at = 1; at <= lines; at += step) {
    try {
      agent.setTracepoint(file, Math.floor(at), null, cheap)
    } catch (error) {
      if (error.code !== 'INVALID_LINE') throw error
    }
  }
}
