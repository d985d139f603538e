import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { NODES, OWN_MAJOR } from './harness/nodes.mjs'
import { writeTree } from './harness/tree.mjs'
import { endsAsWithout, PROGRAMS, QUICK, writeProgram } from './programs/exits.mjs'

// As it is by default, woven files are kept: each program is woven at its first start, and found at the others.
const under = { DEBUGIN_CACHE_DIR: join(writeTree({ after }, {}), 'cache') }

describe('ends as without the agent', { concurrency: 2 }, () => {
  for (const name of Object.keys(PROGRAMS)) {
    const folder = writeProgram({ after }, name)
    for (const major of NODES.keys()) {
      for (const preload of ['require', 'import']) {
        // The short test has run these.
        if (major === OWN_MAJOR && preload === 'require' && QUICK.includes(name)) continue
        test(`Node ${major}, ${preload}, ${name}`, (context) =>
          endsAsWithout(context, name, { folder, major, preload, under }))
      }
    }
  }
})
