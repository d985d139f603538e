import { after, describe, test } from 'node:test'
import { startEvents } from '../agent/harness/events.mjs'
import { without } from '../agent/harness/nodes.mjs'
import { runCell } from './loaders/cell.mjs'
import { SPECIAL } from './loaders/special.mjs'

/** Each program, way and Node at least once; `loaders.matrix.test.mjs` has the full product. */
const CASES = [
  { program: 'CommonJS', major: 20, way: 'debugin run' },
  { program: 'ESM', major: 20, way: 'NODE_OPTIONS' },
  { program: "Node's own types", major: 24, way: '--import' },
  { program: 'tsx, CommonJS', major: 20, way: '-r' },
  { program: 'tsx, ESM', major: 26, way: 'start()', order: 'before' },
  { program: '@swc-node/register, CommonJS', major: 22, way: 'NODE_OPTIONS', order: 'before' },
  { program: 'import-in-the-middle', major: 20, way: '--import', order: 'before' },
]

const events = await startEvents({ after })

describe('a program in some way on some Node', { concurrency: 2 }, () => {
  for (const { order = 'after', ...cell } of CASES) {
    const { program, major, way } = cell
    test(`${program}, Node ${major}, ${way}`, { skip: without(major) }, (context) =>
      runCell(context, events, { ...cell, order }, () => {}),
    )
  }
  for (const [name, run] of Object.entries(SPECIAL)) {
    test(name, (context) => run(context, events, { major: 20, way: '-r' }))
  }
})
