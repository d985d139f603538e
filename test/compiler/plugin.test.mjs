import { createRequire } from 'node:module'
import { test } from 'node:test'
import { assertPluginSame } from './harness/plugin.mjs'
import { listSamples } from './harness/samples.mjs'

const babel = createRequire(import.meta.url)('@babel/core')

test('Babel with the plugin gives programs that do what the samples do', () =>
  assertPluginSame(babel, '7.29', ['armed'], listSamples()))
