import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { temporaryFolder } from './temporaryFolder.mjs'

const PACKAGES = join(import.meta.dirname, '../../../packages')

/** Lets a test drive a program step by step: see `program.mjs`. */
const STEPS = `module.exports = (steps) => {
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  process.on('message', async ({ id, step, args }) => {
    // What the agent was told before the step began reaches the program first.
    await turn()
    try {
      process.send({ id, value: await steps[step](...args) })
    } catch (error) {
      process.send({ id, error: String(error?.stack ?? error) })
    }
  })
  process.send({ ready: true })
}
`

/**
 * Writes a program into a folder of its own, with a package.json, the agent as an installed package, and `steps.cjs`.
 *
 * @param files texts by path
 * @returns the folder's real path
 */
export function writeTree(context, files) {
  const folder = temporaryFolder(context, 'debugin-')
  const all = { 'package.json': '{"name":"fixture"}', 'steps.cjs': STEPS, ...files }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const scope = join(folder, 'node_modules/@debugin')
  mkdirSync(scope, { recursive: true })
  symlinkSync(join(PACKAGES, 'agent'), join(scope, 'agent'), 'dir')
  return folder
}

/** The number of the first line that holds a text, counted from 1. */
export function lineOf(source, text) {
  const line = source.split('\n').findIndex((candidate) => candidate.includes(text)) + 1
  if (line === 0) throw new Error(`no line holds ${JSON.stringify(text)}`)
  return line
}

/** Where a text begins: 1-based line, 0-based column. */
export function placeOf(source, text) {
  const line = lineOf(source, text)
  return { line, column: source.split('\n')[line - 1].indexOf(text) }
}
