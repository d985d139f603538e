import { test } from 'node:test'
import { without } from './harness/nodes.mjs'
import { PROGRAMS, runsUnchanged } from './programs/unchanged.mjs'

const ownMajor = Number(process.versions.node.split('.')[0])
const [COMMON_JS, MODULES, LOADERS, PROCESSES, TYPES, MAPS] = Object.keys(PROGRAMS)

/** Each program on this Node or where it needs a newer one, and each Node once; the matrix has the product. */
const CASES = [
  [COMMON_JS, ownMajor],
  [MODULES, ownMajor],
  [LOADERS, ownMajor],
  [PROCESSES, ownMajor],
  [MAPS, ownMajor],
  [LOADERS, 22],
  [TYPES, 24],
  [MODULES, 26],
]

for (const [name, major] of CASES) {
  test(`prints the same as without the agent: ${name}, Node ${major}`, { skip: without(major) }, (context) =>
    runsUnchanged(context, name, { major }),
  )
}

for (const name of [COMMON_JS, MODULES]) {
  test(`prints the same with a probe on every line: ${name}`, (context) =>
    runsUnchanged(context, name, { armed: true }))
}
