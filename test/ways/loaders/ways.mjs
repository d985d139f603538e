import { join } from 'node:path'

const REGISTER = '@debugin/agent/register'
const COMMAND = join(import.meta.dirname, '../../../packages/cli/bin/debugin.js')

/** Where another loader stands: behind the agent, or before it. */
export const ORDERS = ['after', 'before']

/**
 * The ways to have the agent in a program. Each makes of a main file, its `type`, and the arguments of another loader
 * and further `flags` what is to be run, or null where the loader cannot stand on that side of the agent.
 */
export const WAYS = {
  '-r': ({ main, other, order, flags = [] }) => {
    // Node loads all that is required before all that is imported.
    if (order === 'before' && other[0] !== '-r') return null
    return { args: [...flags, ...inOrder(['-r', REGISTER], other, order), main] }
  },
  '--import': ({ main, other, order, flags = [] }) => {
    if (order === 'after' && other[0] === '-r') return null
    return { args: [...flags, ...inOrder(['--import', REGISTER], other, order), main] }
  },
  NODE_OPTIONS: ({ main, other, order, flags = [] }) => {
    const flag = other[0] ?? '--import'
    return { args: [...flags, main], env: { NODE_OPTIONS: inOrder([flag, REGISTER], other, order).join(' ') } }
  },
  'debugin run': ({ main, other, order, flags = [] }) => {
    // The launcher puts the agent first.
    if (order === 'before') return null
    return { args: [COMMAND, 'run', ...flags, ...other, main] }
  },
  'start()': ({ main, other, order, type, flags = [] }) => {
    // What stands in the arguments of Node is there before the program.
    if (order === 'after' && other.length > 0) return null
    return { args: [...flags, ...other, 'start.cjs'], files: { 'start.cjs': starter(main, type) } }
  },
}

function inOrder(ours, other, order) {
  return order === 'before' ? [...other, ...ours] : [...ours, ...other]
}

function starter(main, type) {
  const load = type === 'module' ? `import('./${main}')` : `require('./${main}')`
  return `require('@debugin/agent').start()\n${load}\n`
}
