import { createRequire } from 'node:module'
import { test } from 'node:test'
import { assertPluginSame } from './harness/plugin.mjs'
import { listSamples } from './harness/samples.mjs'

const require = createRequire(import.meta.url)

const MODES = ['alone', 'idle', 'armed', 'armed, gates in variables']

test('Babel 7 with the plugin gives programs that do what the samples do', () =>
  assertPluginSame(require('@babel/core'), '7.29', MODES, listSamples()))

test('Babel 8 with the plugin gives programs that do what the samples do', () =>
  assertPluginSame(require('../babel8/node_modules/@babel/core'), '8.1', MODES, listSamples()))
