import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { clocks } from '../idle/child/clock.js'

export const usage = `npm run bench [-- scenario… options]

  --only NAME,NAME      just these programs
  --variants NAME,NAME  what to compare with plain: names in idle/variants/ or files (woven)
  --instrument MODULE   weave with the instrument() of this module
  --processes N         fresh processes for each program and variant (9; 3 with --quick)
  --scale N             work in one iteration (1)
  --clock wall|cpu      time as it passes, or (Linux) that of the main thread on a core: for a busy machine (wall)
  --nodes 20,22,24,26   these Nodes, from test/nodes/ or the one that runs this
  --node-bin PATH       this Node; may be repeated
  --compare REF         measure another state of the repository too, in turns, and compare the figures
  --json FILE           all numbers, each process and each iteration
  --quick               short phases, few processes: does it work, not how fast is it
  --help`

const nodesFolder = fileURLToPath(new URL('../../test/nodes/node_modules/', import.meta.url))

/** The command line `args` as `{ scenarios, nodes, variants, … }`; throws on what it does not know. */
export function readOptions(args) {
  const text = { type: 'string' }
  const flag = { type: 'boolean', default: false }
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      only: text,
      variants: { type: 'string', default: 'woven' },
      instrument: text,
      processes: text,
      scale: { type: 'string', default: '1' },
      clock: { type: 'string', default: 'wall' },
      nodes: text,
      'node-bin': { type: 'string', multiple: true, default: [] },
      json: text,
      compare: text,
      quick: flag,
      help: flag,
    },
  })
  return {
    scenarios: positionals,
    only: values.only?.split(','),
    variants: values.variants.split(','),
    instrument: values.instrument,
    processes: readCount('--processes', values.processes ?? (values.quick ? '3' : '9')),
    scale: readCount('--scale', values.scale),
    clock: readClock(values.clock),
    nodes: findNodes(values.nodes?.split(',') ?? [], values['node-bin']),
    json: values.json,
    compare: values.compare,
    others: args.filter((_, at) => !['--compare', '--json'].some((name) => name === args[at] || name === args[at - 1])),
    quick: values.quick,
    help: values.help,
    environment: readEnvironment(),
  }
}

function readCount(option, text) {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new Error(`${option} is a number from 1 up, not ${text}`)
  return count
}

function readClock(name) {
  if (!Object.hasOwn(clocks, name)) throw new Error(`--clock is ${Object.keys(clocks).join(' or ')}, not ${name}`)
  return name
}

/** Paths of the binaries to measure; the one that runs this when none is named. */
function findNodes(majors, paths) {
  const nodes = [...majors.map(findMajor), ...paths.map((path) => resolve(path))]
  const missing = nodes.filter((node) => !existsSync(node))
  if (missing.length > 0) throw new Error(`There is no ${missing.join(', ')}. Install with npm ci --prefix test/nodes`)
  return nodes.length > 0 ? nodes : [process.execPath]
}

/** The binary in test/nodes/; the one that runs this where that is the version and test/nodes/ holds no other. */
function findMajor(major) {
  const path = resolve(nodesFolder, `node${major}/bin/node`)
  return existsSync(path) || process.versions.node.split('.')[0] !== major ? path : process.execPath
}

/**
 * The environment of measured processes: ours, but for what would load an agent, a profiler or coverage into them. Nor do
 * they send events that a run before them has left on the disk.
 */
function readEnvironment() {
  const { NODE_OPTIONS, NODE_V8_COVERAGE, NODE_COMPILE_CACHE, ...environment } = process.env
  return { ...environment, DEBUGIN_SPOOL_DIR: 'off' }
}
