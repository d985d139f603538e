import { describe, test } from 'node:test'
import { assertSame, PROGRAMS } from './harness/programs.mjs'

describe('programs with packages of others', { concurrency: 2 }, () => {
  for (const [name, { large, long }] of Object.entries(PROGRAMS)) {
    if (long) continue
    const modes = large ? ['idle'] : ['idle', 'armed']
    test(`${name}, woven: ${modes.join(' and ')}`, (context) => assertSame(context, name, modes))
  }
})
