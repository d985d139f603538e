import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { startEvents } from './harness/events.mjs'
import { launch, startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'

const EARLY = `const first = 1 // first line
function early(n) {
  return n + first // early
}
console.log(early(2))
module.exports = { first }
`

const events = await startEvents({ after })

let runs = 0

/** Runs a program to its end with the probes in a file; resolves to how it ended and what it sent. */
async function runWithProbes(context, probes, { files = {}, path = 'probes.json', env = {} } = {}) {
  const name = `pending-${runs++}`
  const text = typeof probes === 'string' ? probes : JSON.stringify(probes)
  const program = launch(context, {
    files: { 'app.js': EARLY, ...(text === undefined ? {} : { 'probes.json': text }), ...files },
    env: {
      DEBUGIN_PROBES_FILE: path,
      DEBUGIN_CONTROL_API_PORT: '0',
      DEBUGIN_EVENT_SINK_URL: events.url,
      DEBUGIN_APPLICATION_INSTANCE_ID: name,
      ...env,
    },
  })
  const end = await program.exit()
  const [stopped] = await events.some(1, 'the end', (event) => {
    return event.name === 'agent.status.stopped' && event.client.applicationInstanceId === name
  })
  const hits = events.all.filter(({ name: kind, client }) => {
    return kind.startsWith('probe.hit') && client.applicationInstanceId === name
  })
  return { ...end, folder: program.folder, hits, stopped }
}

test('probes of a file stand before the first line of the main file runs', async (context) => {
  const { code, stdout, stderr, hits, stopped } = await runWithProbes(context, [
    { file: 'app.js', line: 1 },
    { type: 'tracepoint', file: 'app.js', line: lineOf(EARLY, '// early'), condition: 'n === 2' },
    { file: 'app.js', line: lineOf(EARLY, '// early'), message: 'n is {n}', tags: ['log'] },
    { type: 'logpoint', file: 'app.js', line: 6, message: 'disabled', enabled: false },
  ])
  assert.deepEqual([code, stdout, stderr], [0, '3\n', ''])
  const shown = hits.map(({ payload }) => payload.message ?? payload.snapshot.arguments.n ?? payload.line)
  assert.deepEqual(shown.sort(), [1, 2, 'n is 2'].sort())
  assert.deepEqual([stopped.payload.totalProbes, stopped.payload.totalEvents], [4, 3])
})

test('a wrong probe in the file: it is named with its place, none is set, and the program runs', async (context) => {
  const { code, stdout, stderr, hits, stopped } = await runWithProbes(context, [
    { file: 'app.js', line: 1 },
    { file: 'app.js', line: 1, conditon: 'true' },
  ])
  assert.deepEqual([code, stdout], [0, '3\n'])
  assert.match(stderr, /^\[debugin\] no probes were set: probes\.json, probe 1: .*"conditon".*"condition"\n$/)
  assert.deepEqual(hits, [])
  assert.equal(stopped.payload.totalProbes, 0)
})

/** Files of probes that cannot be used, and what is said of each. */
const WRONG = {
  'a file that is not there': [undefined, /cannot be read: .*probes\.json/],
  'a file that is not JSON': ['[{"file": ]', /cannot be read: .*JSON/],
  'a file without an array': ['{"file":"app.js","line":1}', /probes\.json holds no array.*JSON array of probes/],
  'a probe of an unknown type': ['[{"type":"watch","file":"app.js","line":1}]', /probe 0: type is "watch".*tracepoint/],
  'a probe on no file': ['[{"file":"other.js","line":1}]', /probe 0: .*"other\.js".*app\.js/],
  'a probe on no line': ['[{"file":"app.js","line":4000}]', /probe 0: .*line 4000.*nearest/],
  'a probe that is null': ['[null]', /probe 0: .*null/],
}

test('a file of probes that cannot be used is told of, and the program runs', async (context) => {
  await Promise.all(
    Object.entries(WRONG).map(async ([what, [text, message]]) => {
      const { code, stdout, stderr } = await runWithProbes(context, text)
      assert.deepEqual([code, stdout], [0, '3\n'], what)
      assert.match(stderr, /^\[debugin\] no probes were set: .*\n$/, what)
      assert.match(stderr, message, what)
    }),
  )
})

const MAIN = `const steps = require('./steps.cjs')
const { writeFileSync } = require('node:fs')
steps({
  load: (file) => Object.keys(require(file)).length,
  write: (file, text) => writeFileSync(require('node:path').join(__dirname, file), text),
})
`

const LATE = `let count = 0
count++ // first pass
exports.count = count
exports.again = () => {
  return count // again
}
`

test('points on a file that is loaded later hit at its first pass, and then show where they stand', async (context) => {
  const app = await startProgram(context, { files: { 'app.js': MAIN, 'lib/late.js': LATE }, events })
  const ids = []
  for (const [file, text] of [
    ['late.js', '// first pass'],
    ['lib/late.js', 'exports.count'],
    ['lib\\late.js', '// again'],
  ]) {
    const { id, status, resolvedFile, resolvedLine } = await app.api.trace({ file, line: lineOf(LATE, text) })
    assert.deepEqual([status, resolvedFile, resolvedLine], ['pending', app.path('lib/late.js'), null])
    ids.push(id)
  }
  const disabled = await app.api.trace({ file: 'late.js', line: 1, enabled: false })
  const removed = await app.api.trace({ file: 'late.js', line: 1 })
  await app.api.remove(removed.id)
  assert.equal(await app.step('load', './lib/late.js'), 2)
  const [first, second] = await Promise.all(ids.slice(0, 2).map((id) => app.events.hit(id)))
  assert.equal(first.payload.snapshot.locals.count, 0)
  assert.equal(second.payload.snapshot.locals.count, 1)
  for (const id of ids) {
    const { status, statusReason, resolvedLine, line } = await app.api.point(id)
    assert.deepEqual([status, statusReason, resolvedLine], ['active', null, line])
  }
  for (const { id } of [disabled, removed]) assert.equal(app.events.hitsSoFar(id).length, 0)
})

test('a file that has changed on disk since the point was set: the point says what it found', async (context) => {
  const app = await startProgram(context, { files: { 'app.js': MAIN, 'late.js': LATE }, events })
  const stays = await app.api.trace({ file: 'late.js', line: 1 })
  const gone = await app.api.trace({ file: 'late.js', line: lineOf(LATE, '// again') })
  await app.step('write', 'late.js', 'exports.a = 1\n')
  assert.equal(await app.step('load', './late.js'), 1)
  await app.events.hit(stays.id)
  const { statusReason } = await until('the error', async () => {
    const point = await app.api.point(gone.id)
    return point.status === 'error' && point
  })
  assert.match(statusReason, /no probe can stand on line 5/)
})
