import { describe, test } from 'node:test'
import { NODES } from './harness/nodes.mjs'
import { PRELOADS, startProgram } from './harness/program.mjs'
import { PROGRAMS, probeEveryPlace } from './programs/places.mjs'

describe('every kind of place', { concurrency: 2 }, () => {
  for (const major of NODES.keys()) {
    for (const [program, { libraries, ...options }] of Object.entries(PROGRAMS)) {
      for (const preload of Object.keys(PRELOADS)) {
        if (preload === 'none') continue
        // ESM cannot be the argument of `require` where it holds back its exports with a top-level await.
        if (preload === 'start() and require' && isModule(options)) continue
        test(`Node ${major}, ${program}, ${preload}`, async (context) => {
          const app = await startProgram(context, { ...options, major, preload })
          for (const [way, library] of Object.entries(libraries)) {
            await context.test(way, () => probeEveryPlace(app, library))
          }
        })
      }
    }
  }
})

function isModule({ main = 'app.js', files }) {
  return main.endsWith('.mjs') || files['package.json']?.includes('module') === true
}
