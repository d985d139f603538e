import { test } from 'node:test'
import { NODES } from './harness/nodes.mjs'
import { PRELOADS, startProgram } from './harness/program.mjs'
import { PROGRAMS, probeEveryPlace } from './programs/places.mjs'

for (const major of NODES.keys()) {
  for (const [program, { library, ...options }] of Object.entries(PROGRAMS)) {
    for (const preload of Object.keys(PRELOADS)) {
      if (preload === 'none') continue
      // ESM cannot be the argument of `require` where it holds back its exports with a top-level await.
      if (preload === 'start() and require' && isModule(options)) continue
      test(`every kind of place: Node ${major}, ${program}, ${preload}`, async (context) => {
        const app = await startProgram(context, { ...options, major, preload })
        await probeEveryPlace(app, library)
      })
    }
  }
}

function isModule({ main = 'app.js', files }) {
  return main.endsWith('.mjs') || files['package.json']?.includes('module') === true
}
