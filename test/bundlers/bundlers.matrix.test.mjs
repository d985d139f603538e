import { test } from 'node:test'
import { assertBundle } from './harness/assertBundle.mjs'
import { BUILDS } from './harness/builds.mjs'

const CASES = {
  'as it is': {},
  'minified, its map in itself, in another folder without its sources': { minify: true, map: 'inline', moved: true },
}

for (const bundler of Object.keys(BUILDS)) {
  for (const [name, settings] of Object.entries(CASES)) {
    test(`a bundle by ${bundler}, ${name}: probes hit at original lines`, (context) =>
      assertBundle(context, bundler, settings))
  }
}

test('a bundle without a map: probes hit at original lines all the same', (context) =>
  assertBundle(context, 'rollup', { map: 'none' }))
