'use strict'

/** How long counts may take on their way, in ms. */
const PATIENCE_MS = 20_000

/** Starts the agent beside a program whose files are woven already, so that only the file `own` is left to weave. */
function startAgent(own = []) {
  return require('@debugin/agent').start({
    enableControlApi: false,
    // Nobody listens there, and nothing that is measured here makes events.
    eventSinkUrl: 'http://127.0.0.1:9',
    cpuBudget: 'off',
    cacheDir: 'off',
    root: __dirname,
    include: own,
  })
}

/** Resolves when the points of the agent have been hit, all together; throws where they never are. */
async function untilHit(agent) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    if (agent.getPoints().some(({ totalHits }) => totalHits > 0)) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('no probe was hit')
}

module.exports = { startAgent, untilHit }
