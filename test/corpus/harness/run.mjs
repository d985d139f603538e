import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startChild } from '../../agent/harness/child.mjs'
import { NODES } from '../../agent/harness/nodes.mjs'
import { temporaryFolder } from '../../agent/harness/temporaryFolder.mjs'

/** The folder that holds the programs and their packages. */
export const CORPUS = join(import.meta.dirname, '..')

/** Far beyond what the longest program takes with every probe on, on a busy machine. */
const DEADLINE_MS = 600_000

const PRELOADS = {
  plain: [],
  idle: ['--import', '@debugin/agent/register', '--import', './harness/health.mjs'],
  armed: ['--import', './harness/armed.mjs'],
}

/** Files that are woven only because they are named. */
const MINIFIED = [
  'standalone.js',
  ...readdirSync(join(CORPUS, 'node_modules/prettier/plugins')).map((name) => `plugins/${name}`),
]
  .filter((name) => /\.m?js$/.test(name))
  .map((name) => `node_modules/prettier/${name}`)

const ENV = {
  DEBUGIN_ROOT: CORPUS,
  DEBUGIN_INCLUDE: ['node_modules/**', 'programs/**', 'suites/**', ...MINIFIED].join(),
  DEBUGIN_CONTROL_API_PORT: '0',
  DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9',
}

/**
 * Runs a program of the corpus to its end.
 *
 * @param mode `plain`; `idle`: under the agent, every package woven; `armed`: with a probe on every site, too
 * @param major the version of Node, or undefined for this one
 * @returns `seen`: how it ended and what it said; `report`: what the preload of the mode wrote
 */
export async function run(context, mode, args, major) {
  const folder = temporaryFolder(context, 'debugin-corpus-')
  const path = join(folder, 'report.json')
  const child = startChild(context, {
    node: major === undefined ? process.execPath : NODES.get(major),
    args: [...PRELOADS[mode], ...args],
    cwd: CORPUS,
    env: { NO_COLOR: '1', ...(mode === 'plain' ? {} : { ...ENV, CORPUS_REPORT: path }) },
  })
  const { code, signal, stdout, stderr } = await child.exit(DEADLINE_MS)
  // Warnings name the process.
  const seen = { code, signal, stdout, stderr: stderr.replaceAll(/\(node:\d+\)/g, '(node)') }
  return { seen, report: () => JSON.parse(readFileSync(path, 'utf8')) }
}

/** Asserts that the runtime had no fault, and that everything a site names could be read there. */
export function assertSound({ hits, faults, lastFault, unreadable }) {
  assert.equal(faults, 0, `the runtime had a fault: ${lastFault}`)
  assert.deepEqual(unreadable, [], 'names of sites hold no value')
  assert.ok(hits > 0, 'nothing was hit')
}
