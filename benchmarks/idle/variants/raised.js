'use strict'

const { dirname, join } = require('node:path')
const { setFlagsFromString } = require('node:v8')
const woven = require('./woven.js')

module.exports = {
  ...woven,
  purpose: "every file woven, V8's limits of inlining raised to what the agent raises them to",
  beforeLoad() {
    const agent = dirname(require.resolve('@debugin/agent'))
    const { Inlining } = require(join(agent, 'program/inlining.js'))
    for (const flag of new Inlining(true, process.execArgv).data.raised) setFlagsFromString(flag)
  },
}
