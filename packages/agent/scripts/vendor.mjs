/**
 * Puts the part of prom-client that writes the text format of Prometheus, with its licence, into `dist/vendor`. What it
 * leaves out brings three packages and 3 MB along, to measure programs in ways of its own.
 */
import { copyFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** `cluster.js` adds up and writes; the others are what it loads. */
const FILES = ['lib/cluster.js', 'lib/registry.js', 'lib/metricAggregators.js', 'lib/util.js', 'LICENSE']

const source = dirname(createRequire(import.meta.url).resolve('prom-client'))
const here = join(import.meta.dirname, '..')
const target = join(here, 'dist/vendor/prom-client')

mkdirSync(join(target, 'lib'), { recursive: true })
for (const file of FILES) copyFileSync(join(source, file), join(target, file))
copyFileSync(join(here, 'src/vendor/prom-client/lib/cluster.d.ts'), join(target, 'lib/cluster.d.ts'))
