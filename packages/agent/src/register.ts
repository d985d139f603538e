import { isMainThread } from 'node:worker_threads'
import { lobbyOfProcess } from './link/lobby'
import { inHooksThread } from './load/nodeFeatures'

/**
 * Preload: `node --require @debugin/agent/register app.js`, or `--import`, or through NODE_OPTIONS. Node runs preloads
 * again in every `Worker`, which joins the agent, and in the thread of its loader hooks, where nothing is loaded: the
 * program waits for that thread to start.
 */
if (!inHooksThread && (isMainThread || lobbyOfProcess() !== null)) {
  try {
    const { start } = require('./program/inProcess') as typeof import('./program/inProcess')
    start()
  } catch (error) {
    // The program comes first: it runs on without us, and its user reads why.
    process.stderr.write(`[debugin] the agent did not start: ${(error as Error).message}\n`)
  }
}
