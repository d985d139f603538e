import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startChild } from '../../agent/harness/child.mjs'
import { until } from '../../agent/harness/deadline.mjs'
import { NODES } from '../../agent/harness/nodes.mjs'
import { lineOf, writeTree } from '../../agent/harness/tree.mjs'
import { PROBED, PROGRAMS } from './kinds.mjs'
import { WAYS } from './ways.mjs'

const PEERS = join(import.meta.dirname, '../node_modules')

let count = 0

/** Whether a program can be run in this way at all, with the other loader on that side. */
export function isPossible({ program, way, order }) {
  const { main = 'app.js', other = [] } = PROGRAMS[program]
  if (order === 'before' && other.length === 0) return false
  return WAYS[way]({ main, other, order }) !== null
}

/**
 * Runs one program in one way on one Node, with a probe in every file, and looks at its answers and its events.
 *
 * @param note is told of each kind: its name, and the letter of its gap or null
 */
export async function runCell(context, events, { program, major, way, order }, note) {
  const {
    files,
    links = {},
    main = 'app.js',
    other = [],
    peers = [],
    env = {},
    type,
    kinds,
    framesGap,
  } = PROGRAMS[program]
  const command = WAYS[way]({ main, other, order, type })
  const folder = writeTree(context, {
    ...files,
    ...command.files,
    'nothing.cjs': '',
    'probes.json': probesOf(kinds, files),
  })
  for (const [path, target] of Object.entries(links)) link(join(folder, target), join(folder, path))
  for (const name of peers) link(join(PEERS, name), join(folder, 'node_modules', name))
  const id = `cell-${process.pid}-${count++}`
  const cell = startChild(context, {
    node: NODES.get(major),
    args: command.args,
    cwd: folder,
    env: { ...agentEnvironment(events.url, id), ...env, ...command.env },
  })
  const broken = brokenBy({ program, major, way })
  if (broken !== null) {
    const args = command.args.map((argument) => argument.replace('@debugin/agent/register', './nothing.cjs'))
    const plain = startChild(context, { node: NODES.get(major), args, cwd: folder })
    for (const { code, stderr } of [await plain.exit(), await cell.exit()]) {
      assert.equal(code, 1, `a gap that has closed: ${broken.letter}`)
      assert.match(stderr, broken.error)
    }
    for (const kind of Object.keys(kinds)) note(kind, broken.letter)
    return
  }
  const answers = JSON.parse(await cell.orExit(until('the answers', () => /^\{.*\}$/m.exec(cell.said.stdout)?.[0])))
  const hitsIn = (file) =>
    events.all.filter(({ name, client, payload }) => {
      return name === 'probe.hit.snapshot' && client.applicationInstanceId === id && payload.file === join(folder, file)
    })
  for (const [kind, { says = kind, answer }] of Object.entries(kinds)) assert.deepEqual(answers[says], answer, kind)
  const gapOf = ({ gap }) => gap?.(major) || null
  const expected = Object.values(kinds).filter((kind) => kind.file !== undefined && gapOf(kind) === null)
  const missing = () => expected.filter(({ file }) => hitsIn(file).length === 0)
  await cell.orExit(until('hits', () => missing().length === 0)).catch((error) => {
    throw new Error(`no hit in ${missing().map(({ file }) => file)}\n${cell.said.stderr}`, { cause: error })
  })
  cell.child.stdin.end()
  assert.equal((await cell.exit()).code, 0)
  const frames = framesGap?.(order, major) || null
  for (const [kind, look] of Object.entries(kinds)) {
    const hits = look.file === undefined ? [] : hitsIn(look.file)
    if (gapOf(look) !== null) assert.deepEqual(hits, [], `a gap that has closed: ${kind}`)
    else for (const { payload } of hits) checkHit(payload, look, files, join(folder, look.file), frames)
    note(kind, gapOf(look) ?? frames)
  }
}

function checkHit(payload, { file, answer, returns = answer }, files, path, framesGap) {
  const line = lineOf(files[file], PROBED)
  assert.equal(payload.line, line, file)
  const { file: inFile, line: onLine } = payload.stack[0]
  assert.equal(inFile, path)
  if (framesGap === null) assert.equal(onLine, line, `the first frame in ${file}`)
  else assert.notEqual(onLine, line, `a gap that has closed: the first frame in ${file}`)
  const { locals, returnValue } = payload.snapshot
  assert.deepEqual([locals.each, returnValue], [7, returns], file)
}

/** What Node itself cannot run, with the agent or without; null for all else. */
function brokenBy({ program, major, way }) {
  const { types, other = [] } = PROGRAMS[program]
  if (types && major < 22) return { letter: 'b', error: /ERR_UNKNOWN_FILE_EXTENSION|SyntaxError/ }
  if (way === '--import' && other[0] === '-r')
    return { letter: 'd', error: /ERR_(UNKNOWN_FILE_EXTENSION|MODULE_NOT_FOUND)/ }
  return null
}

function probesOf(kinds, files) {
  const probed = Object.values(kinds).filter(({ file }) => file !== undefined)
  return JSON.stringify(probed.map(({ file }) => ({ file, line: lineOf(files[file], PROBED) })))
}

export function agentEnvironment(sinkUrl, id) {
  return {
    DEBUGIN_APPLICATION_INSTANCE_ID: id,
    DEBUGIN_CACHE_DIR: 'off',
    DEBUGIN_CONTROL_API: 'false',
    DEBUGIN_EVENT_SINK_URL: sinkUrl,
    DEBUGIN_MAX_SNAPSHOTS_PER_SECOND: '1000000',
    DEBUGIN_PROBES_FILE: 'probes.json',
  }
}

function link(target, path) {
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path, 'dir')
}
