import { test } from 'node:test'
import { without } from './harness/nodes.mjs'
import { startProgram } from './harness/program.mjs'
import { PROGRAMS, probeEveryPlace } from './programs/places.mjs'

/** Every Node, preload and way to the file at least once; `places.matrix.test.mjs` has the full product. */
const CASES = [
  { major: 20, way: 'require of CommonJS', preload: 'require' },
  { major: 20, way: 'import of ESM', preload: 'import' },
  { major: 20, way: 'static import of ESM and of CommonJS from ESM', preload: 'NODE_OPTIONS import' },
  { major: 22, way: 'require of ESM', preload: 'NODE_OPTIONS' },
  { major: 24, way: 'import of ESM from CommonJS', preload: 'start() and require' },
  { major: 26, way: 'a package of type module', preload: 'start() and import' },
]

for (const { major, way, preload } of CASES) {
  const name = `the first pass hits at every kind of place: Node ${major}, ${way}, ${preload}`
  test(name, { skip: without(major) }, async (context) => {
    const { libraries, ...options } = Object.values(PROGRAMS).find((program) => way in program.libraries)
    const app = await startProgram(context, { ...options, major, preload })
    await probeEveryPlace(app, libraries[way])
  })
}
