'use strict'

// A loaded server with the agent: its event loop turns all the time, and each turn does some work and answers nobody.
// Arguments: the program, the URL of the sink. Sends { url } when it is warm; to each message it answers
// { longest: ms of the longest turn since the last message, sum: what the work came to }.

const { dirname } = require('node:path')
const { start } = require('@debugin/agent')

const [, , file, eventSinkUrl] = process.argv

/** Calls in one turn: about a tenth of a millisecond. */
const CALLS = 2000
const WARM_TURNS = 3000

const agent = start({ controlApiPort: 0, eventSinkUrl, cacheDir: 'off', root: dirname(file), cpuBudget: 'off' })
const program = require(file)
const functions = Object.values(program).slice(1)

const order = { cost: 8, quantity: 2 }
const customer = { name: 'Ada', wholesale: true, tags: ['vip'] }

let turns = 0
let longest = 0
let last = 0
let sum = 0

function turn() {
  const now = performance.now()
  if (turns > 0) longest = Math.max(longest, now - last)
  last = now
  turns++
  for (let call = 0; call < CALLS; call++) sum += program.price(order, customer)
  for (let call = 0; call < 10; call++) sum += functions[(turns * 10 + call) % functions.length](call)
  setImmediate(turn)
}

function answer() {
  process.send({ longest, sum })
  longest = 0
  turns = 0
}

async function main() {
  const url = await agent.ready
  turn()
  while (turns < WARM_TURNS) await new Promise((resolve) => setImmediate(resolve))
  longest = 0
  turns = 0
  process.on('message', answer)
  process.once('disconnect', () => process.exit())
  process.send({ url })
}

main()
