import { describe, test } from 'node:test'
import { NODES } from '../agent/harness/nodes.mjs'
import { assertSame, PROGRAMS } from './harness/programs.mjs'

const MAJORS = [...NODES.keys()]

describe('programs with packages of others', { concurrency: 2 }, () => {
  for (const [index, major] of MAJORS.entries()) {
    for (const [name, { large, long }] of Object.entries(PROGRAMS)) {
      // With every probe on, the large ones take most of the time: the first and the last Node have to do.
      const all = large && index > 0 && index < MAJORS.length - 1 ? ['idle'] : ['idle', 'armed']
      // The short test has run these on this Node.
      const run = index > 0 || long ? [] : large ? ['idle'] : ['idle', 'armed']
      const modes = all.filter((mode) => !run.includes(mode))
      if (modes.length === 0) continue
      test(`Node ${major}: ${name}, woven: ${modes.join(' and ')}`, (context) => {
        return assertSame(context, name, modes, major)
      })
    }
  }
})
