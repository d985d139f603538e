import { test } from 'node:test'
import { assertBundle } from './harness/assertBundle.mjs'

test('a bundle by esbuild: probed where it was built', (context) => assertBundle(context, 'esbuild'))

test('a minified bundle by esbuild with its map in itself, in another folder and without its sources', (context) =>
  assertBundle(context, 'esbuild', { minify: true, map: 'inline', moved: true }))
