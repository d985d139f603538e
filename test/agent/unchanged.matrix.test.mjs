import { describe, test } from 'node:test'
import { NODES, OWN_MAJOR } from './harness/nodes.mjs'
import { PRELOADS } from './harness/program.mjs'
import { PROGRAMS, QUICK, runsUnchanged } from './programs/unchanged.mjs'

const PRELOADED = Object.keys(PRELOADS).filter((preload) => !/^(none|start)/.test(preload))

/** The short test has run it. */
const isQuick = (name, major) => QUICK.some((quick) => quick.name === name && quick.major === major)

describe('prints the same as without the agent', { concurrency: 2 }, () => {
  for (const major of NODES.keys()) {
    for (const [name, { types, armable }] of Object.entries(PROGRAMS)) {
      if (types && major < 22) continue
      for (const preload of PRELOADED) {
        if (preload === 'require' && isQuick(name, major)) continue
        test(`Node ${major}, ${preload}, ${name}`, (context) => runsUnchanged(context, name, { major, preload }))
      }
      if (!armable || major === OWN_MAJOR) continue
      test(`Node ${major}, with a probe on every line, ${name}`, (context) =>
        runsUnchanged(context, name, { major, armed: true }))
    }
  }
})
