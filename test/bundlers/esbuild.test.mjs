import { test } from 'node:test'
import { assertProbed } from './harness/assertProbed.mjs'

test('a bundle by esbuild: probed where it was built', (context) => assertProbed(context, 'esbuild'))

test('a minified bundle by esbuild with its map in itself, in another folder and without its sources', (context) =>
  assertProbed(context, 'esbuild', { minify: true, map: 'inline', moved: true }))
