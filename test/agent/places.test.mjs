import { test } from 'node:test'
import { without } from './harness/nodes.mjs'
import { startProgram } from './harness/program.mjs'
import { PROGRAMS, probeEveryPlace } from './programs/places.mjs'

/** Every Node, program and preload at least once; `places.matrix.test.mjs` has the full product. */
const CASES = [
  { major: 20, program: 'require of CommonJS', preload: 'require' },
  { major: 20, program: 'import of ESM', preload: 'import' },
  { major: 20, program: 'static import of ESM and of CommonJS from ESM', preload: 'NODE_OPTIONS import' },
  { major: 22, program: 'require of ESM', preload: 'NODE_OPTIONS' },
  { major: 24, program: 'import of ESM from CommonJS', preload: 'start() and require' },
  { major: 26, program: 'a package of type module', preload: 'start() and import' },
]

for (const { major, program, preload } of CASES) {
  const name = `the first pass hits at every kind of place: Node ${major}, ${program}, ${preload}`
  test(name, { skip: without(major) }, async (context) => {
    const { library, ...options } = PROGRAMS[program]
    const app = await startProgram(context, { ...options, major, preload })
    await probeEveryPlace(app, library)
  })
}
