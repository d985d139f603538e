import { test } from 'node:test'
import { NODES } from './harness/nodes.mjs'
import { PRELOADS } from './harness/program.mjs'
import { PROGRAMS, runsUnchanged } from './programs/unchanged.mjs'

const PRELOADED = Object.keys(PRELOADS).filter((preload) => !/^(none|start)/.test(preload))

for (const major of NODES.keys()) {
  for (const [name, { types, armable }] of Object.entries(PROGRAMS)) {
    if (types && major < 22) continue
    for (const preload of PRELOADED) {
      test(`prints the same as without the agent: Node ${major}, ${preload}, ${name}`, (context) =>
        runsUnchanged(context, name, { major, preload }))
    }
    if (!armable) continue
    test(`prints the same with a probe on every line: Node ${major}, ${name}`, (context) =>
      runsUnchanged(context, name, { major, armed: true }))
  }
}
