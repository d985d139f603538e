import assert from 'node:assert/strict'
import { launch } from './program.mjs'
import { writeTree } from './tree.mjs'

/** Node runs a program in another way, with other ticks and frames, where something is imported first. */
const BASELINES = {
  import: { flags: ['--import', './node_modules/nothing/register.mjs'] },
  NODE_OPTIONS: { env: { NODE_OPTIONS: '--require ./node_modules/nothing/register.cjs' } },
  'NODE_OPTIONS import': { env: { NODE_OPTIONS: '--import ./node_modules/nothing/register.mjs' } },
}

/** What stands in the place of the agent there: nothing. */
const NOTHING = { 'node_modules/nothing/register.mjs': '', 'node_modules/nothing/register.cjs': '' }

/** Where nobody listens: events of these programs go nowhere. */
const NO_SINK = 'http://127.0.0.1:9'

/**
 * Runs a program with nothing in the place of the agent and with the agent, side by side in the same folder.
 *
 * @param options as for `launch`; `act` is given each running program, `under` is further environment for the one with
 *   the agent
 * @returns how both ended
 */
export async function runTwice(context, { files, act, under = {}, preload = 'require', ...options }) {
  const folder = options.folder ?? writeTwice(context, files)
  const run = async (settings) => {
    const program = launch(context, { ...options, folder, ...settings, env: { ...options.env, ...settings.env } })
    await Promise.all([act?.(program), program.exit()])
    return program.exit()
  }
  const env = { DEBUGIN_CONTROL_API_PORT: '0', DEBUGIN_EVENT_SINK_URL: NO_SINK, ...under }
  const { flags = [], env: alike } = BASELINES[preload] ?? {}
  const baseline = { preload: 'none', flags: [...flags, ...(options.flags ?? [])], env: alike }
  const [plain, woven] = await Promise.all([run(baseline), run({ preload, env })])
  return { plain, woven }
}

/** Writes a program that can be run both ways, for runs in one `folder`. */
export function writeTwice(context, files) {
  return writeTree(context, { ...NOTHING, ...files })
}

/** Runs a program both ways and sees that it says the same, but for lines to ignore, and ends the same. */
export async function sameTwice(context, { ignore = /^$/, ...options }) {
  const { plain, woven } = await runTwice(context, options)
  assert.deepEqual(shown(woven, ignore), shown(plain, ignore))
  return plain
}

function shown({ code, signal, stdout, stderr }, ignore) {
  const lines = withoutWeaving(stdout)
    .split('\n')
    .filter((line) => !ignore.test(line))
  return { code, signal, stdout: lines, stderr: withoutWeaving(stderr) }
}

/** The place and the line of source that Node prints above an uncaught error, and the mark below them. */
const SOURCE_LINE = /^\n?(\S.*:\d+)\n.*\n *\^+\n+/

const POSITION = /([/\\][^\s():]+\.[cm]?[jt]s:\d+):\d+/g

/** Frames of Node itself, and of the hook that weaves what `require` runs. */
const FRAMES_BELOW =
  /^ +(?:at .*(?:node:|Module\._compile .*inProcess\.js).*|\.\.\. \d+ lines matching cause stack trace \.\.\.)\n/gm

/**
 * What weaving does change, taken out: columns in stacks, the woven line above an uncaught error, and the frames below
 * those of the program.
 */
function withoutWeaving(text) {
  return text
    .replace(SOURCE_LINE, (_, place) => (place.startsWith('node:') ? '' : `${place}\n`))
    .replace(FRAMES_BELOW, (line) => (/\{$/.test(line.trimEnd()) ? '{\n' : ''))
    .replace(POSITION, '$1')
    .replace(/\(node:\d+\)/g, '(node:pid)')
}
