'use strict'

const { join } = require('node:path')
const woven = require('./woven.js')

const BYSTANDER = join(__dirname, '../child/bystander.js')

let agent
let bystander

module.exports = {
  ...woven,
  purpose: 'every file woven, the agent there, and a probe on in a file that the program does not use',
  beforeLoad() {
    const { startAgent } = require('../child/agent.js')
    agent = startAgent([BYSTANDER])
    bystander = require(BYSTANDER)
  },
  async beforeTiming() {
    const { untilHit } = require('../child/agent.js')
    agent.setTracepoint(BYSTANDER, 5)
    bystander(1)
    await untilHit(agent)
  },
}
