import { test } from 'node:test'
import { NODES } from './harness/nodes.mjs'
import { hitsInEveryProcess } from './programs/processes.mjs'
import { hitsInEveryWorker } from './programs/workers.mjs'

for (const major of NODES.keys()) {
  for (const preload of ['require', 'import']) {
    test(`Workers: Node ${major}, ${preload}`, (context) => hitsInEveryWorker(context, { major, preload }))
    test(`processes and Workers: Node ${major}, ${preload}`, (context) =>
      hitsInEveryProcess(context, { major, preload }))
  }
}
