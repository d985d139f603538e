import { isMainThread } from 'node:worker_threads'
import { inHooksThread } from './load/nodeFeatures'
import { lobbyOfProcess } from './program/workerAgent'
import { start } from './start'

/**
 * Preload: `node --require @debugin/agent/register app.js`, or `--import`, or through NODE_OPTIONS. Node runs preloads
 * again in every `Worker`, which joins the agent, and in the thread of its loader hooks.
 */
if (!inHooksThread && (isMainThread || lobbyOfProcess() !== null)) {
  try {
    start()
  } catch (error) {
    // The program comes first: it runs on without us, and its user reads why.
    process.stderr.write(`[debugin] the agent did not start: ${(error as Error).message}\n`)
  }
}
