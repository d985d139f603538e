import { describe, test } from 'node:test'
import { NODES, OWN_MAJOR } from './harness/nodes.mjs'
import { hitsInEveryProcess } from './programs/processes.mjs'
import { hitsInEveryWorker } from './programs/workers.mjs'

describe('a point hits everywhere', { concurrency: 2 }, () => {
  for (const major of NODES.keys()) {
    for (const preload of ['require', 'import']) {
      // Short tests have run these.
      if (major === OWN_MAJOR && preload === 'require') continue
      test(`Workers: Node ${major}, ${preload}`, (context) => hitsInEveryWorker(context, { major, preload }))
      test(`processes and Workers: Node ${major}, ${preload}`, (context) =>
        hitsInEveryProcess(context, { major, preload }))
    }
  }
})
