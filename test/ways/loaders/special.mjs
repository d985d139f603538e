import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { allGeneratedPositionsFor, TraceMap } from '@jridgewell/trace-mapping'
import { startChild } from '../../agent/harness/child.mjs'
import { until, within } from '../../agent/harness/deadline.mjs'
import { NODES } from '../../agent/harness/nodes.mjs'
import { lineOf, writeTree } from '../../agent/harness/tree.mjs'
import { agentEnvironment } from './cell.mjs'
import { PROBED } from './kinds.mjs'
import { WAYS } from './ways.mjs'

const WebSocket = createRequire(import.meta.url)('ws')

const LIB = 'exports.price = (quantity) => {\n  const each = 7\n  return quantity * each // probe\n}\n'

/** Says a price for each line that comes. */
const ASKED = `const { price } = require('./lib.js')
process.stdin.on('data', () => console.log('price', price(3)))
console.log('ready')
`

/** How long Node is given to notice a change. */
const SAVE_MS = 5000

let count = 0

/** Ways of running a program that need somebody who does something to it meanwhile; the rows of the table by name. */
export const SPECIAL = {
  '--inspect, with a client and its breakpoint in the same function': inspected,
  '--watch, before and after a change': watched,
}

async function inspected(context, events, { major, way }) {
  const program = start(context, events, { major, way, flags: ['--inspect=127.0.0.1:0'] })
  const { child, said, orExit } = program
  await orExit(until('the program', () => said.stdout.includes('ready')))
  const [url] = await orExit(until('the inspector', () => /ws:\/\/\S+/.exec(said.stderr)))
  const client = await connect(context, url)
  await client.call('Debugger.enable')
  const script = await orExit(until('the script', () => client.scripts.find((one) => one.url.endsWith('/lib.js'))))
  const places = placesOf(script, lineOf(LIB, PROBED))
  for (const { line, column } of places) {
    const location = { scriptId: script.scriptId, lineNumber: line - 1, columnNumber: column }
    await client.call('Debugger.setBreakpoint', { location })
  }
  child.stdin.write('\n')
  const { callFrames } = await orExit(within('the breakpoint', client.paused))
  const { result } = await client.call('Debugger.evaluateOnCallFrame', {
    callFrameId: callFrames[0].callFrameId,
    expression: 'quantity * each',
  })
  assert.equal(result.value, 21)
  await client.goOn()
  await checkHit(program, events, 7)
  await orExit(until('the answer', () => said.stdout.includes('price 21')))
  client.close()
  child.stdin.end()
  assert.equal((await program.exit()).code, 0)
}

/** Where DevTools put a breakpoint that stands on a line of the original: every place that the map has for it. */
function placesOf({ sourceMapURL }, line) {
  const map = new TraceMap(JSON.parse(Buffer.from(sourceMapURL.split(',')[1], 'base64')))
  const [source] = map.sources
  return allGeneratedPositionsFor(map, { source, line, column: 2 })
}

async function watched(context, events, { major, way }) {
  const program = start(context, events, { major, way, flags: ['--watch'] })
  const { child, said, orExit } = program
  await orExit(until('the program', () => said.stdout.includes('ready')))
  child.stdin.write('\n')
  await checkHit(program, events, 7)
  // Node may look away while it sets up its watchers; who edits a file would save it again.
  const save = () => writeFileSync(join(program.folder, 'lib.js'), LIB.replace('= 7', '= 8'))
  save()
  const saving = setInterval(save, SAVE_MS)
  await orExit(until('the program again', () => said.stdout.split('ready').length > 2)).finally(() => {
    clearInterval(saving)
  })
  child.stdin.write('\n')
  await checkHit(program, events, 8)
  await orExit(until('the answer', () => /price 21[\s\S]*price 24/.test(said.stdout)))
  // Whoever has started further processes ends them on this signal, and on no other.
  child.kill('SIGTERM')
  await program.exit()
}

function start(context, events, { major, way, flags }) {
  const { args, env, files } = WAYS[way]({ main: 'app.js', other: [], order: 'after', flags })
  const probes = JSON.stringify([{ file: 'lib.js', line: lineOf(LIB, PROBED) }])
  const folder = writeTree(context, { 'app.js': ASKED, 'lib.js': LIB, 'probes.json': probes, ...files })
  const id = `special-${process.pid}-${count++}`
  const child = startChild(context, {
    node: NODES.get(major),
    args,
    cwd: folder,
    env: { ...agentEnvironment(events.url, id), ...env },
  })
  return { ...child, folder, id }
}

async function checkHit({ orExit, folder, id }, events, each) {
  const what = `a hit with ${each}`
  const isHit = ({ name, client, payload }) =>
    name === 'probe.hit.snapshot' && client.applicationInstanceId === id && payload.snapshot.locals.each === each
  const [{ payload }] = await orExit(events.some(1, what, isHit))
  assert.deepEqual([payload.file, payload.line], [join(folder, 'lib.js'), lineOf(LIB, PROBED)])
  assert.equal(payload.snapshot.returnValue, 3 * each)
}

/** A client of the inspector, as a browser's DevTools are one. */
async function connect(context, url) {
  const socket = new WebSocket(url)
  context.after(() => socket.terminate())
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const answers = new Map()
  const scripts = []
  let passing = false
  let last = 0
  const paused = new Promise((resolve) => {
    socket.on('message', (data) => {
      const { id, result, method, params } = JSON.parse(data)
      if (method === 'Debugger.paused') {
        if (passing) void call('Debugger.resume')
        resolve(params)
      }
      if (method === 'Debugger.scriptParsed') scripts.push(params)
      answers.get(id)?.(result)
    })
  })
  const call = (method, params = {}) => {
    const id = ++last
    const answer = new Promise((resolve) => answers.set(id, resolve))
    socket.send(JSON.stringify({ id, method, params }))
    return within(method, answer)
  }
  return {
    paused,
    scripts,
    call,
    /** Stops at no further breakpoint: one line can have several places. */
    goOn() {
      passing = true
      return call('Debugger.resume')
    },
    close: () => socket.close(),
  }
}
