import { describe, test } from 'node:test'
import { NODES } from '../agent/harness/nodes.mjs'
import { assertSame, PROGRAMS } from './harness/programs.mjs'

const MAJORS = [...NODES.keys()]

describe('programs with packages of others', { concurrency: 2 }, () => {
  for (const [index, major] of MAJORS.entries()) {
    for (const [name, { large }] of Object.entries(PROGRAMS)) {
      // The short test has run the small ones on this Node.
      if (index === 0 && !large) continue
      // With every probe on, the large ones take most of the time: the first and the last Node have to do.
      const modes = large && index > 0 && index < MAJORS.length - 1 ? ['idle'] : ['idle', 'armed']
      test(`Node ${major}: ${name}, woven: ${modes.join(' and ')}`, (context) => {
        return assertSame(context, name, modes, major)
      })
    }
  }
})
