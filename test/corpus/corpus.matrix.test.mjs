import { describe, test } from 'node:test'
import { NODES } from '../agent/harness/nodes.mjs'
import { assertSame, PROGRAMS } from './harness/programs.mjs'

describe('programs with packages of others', { concurrency: 2 }, () => {
  for (const [major, node] of NODES) {
    for (const [name, { large }] of Object.entries(PROGRAMS)) {
      // The short test has run the small ones on this Node.
      if (node === process.execPath && !large) continue
      test(`Node ${major}: ${name}, idle and armed`, (context) => assertSame(context, name, ['idle', 'armed'], major))
    }
  }
})
