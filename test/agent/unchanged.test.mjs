import { test } from 'node:test'
import { without } from './harness/nodes.mjs'
import { PROGRAMS, QUICK, runsUnchanged } from './programs/unchanged.mjs'

for (const { name, major } of QUICK) {
  test(`prints the same as without the agent: ${name}, Node ${major}`, { skip: without(major) }, (context) =>
    runsUnchanged(context, name, { major }),
  )
}

for (const name of Object.keys(PROGRAMS).filter((program) => PROGRAMS[program].armable)) {
  test(`prints the same with a probe on every line: ${name}`, (context) =>
    runsUnchanged(context, name, { armed: true }))
}
