import { existsSync } from 'node:fs'
import { join } from 'node:path'

const OTHERS = join(import.meta.dirname, '../../nodes/node_modules')

/** The Node that runs the tests. */
export const OWN_MAJOR = Number(process.versions.node.split('.')[0])

/**
 * The Nodes that tests run programs on, by major version: this one, and those of `npm ci --prefix test/nodes`. One
 * that is not installed is absent.
 */
export const NODES = new Map(
  [OWN_MAJOR, 22, 24, 26].flatMap((major) => {
    const binary = major === OWN_MAJOR ? process.execPath : join(OTHERS, `node${major}`, 'bin', 'node')
    return existsSync(binary) ? [[major, binary]] : []
  }),
)

/** For a test's `skip`: why it cannot run on a Node, or false. */
export function without(major) {
  return NODES.has(major) ? false : `Node ${major} is not installed: npm ci --prefix test/nodes`
}
