import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startNode } from '../cli/command.mjs'
import { writeTree } from '../cli/program.mjs'

const REGISTER = join(import.meta.dirname, '../../packages/agent/dist/register.js')

const PROGRAM = `function work(n) {
  const rest = n % 3
  return rest
}
for (let n = 1; n <= 30; n++) work(n)
process.exit(7)
`

const POINTS = [
  { file: 'app.js', line: 2, metric: { name: 'calls', kind: 'counter', labels: { odd: 'n % 2' } } },
  { file: 'app.js', line: 3, metric: { name: 'rests', kind: 'histogram', value: 'rest', buckets: [0, 1] } },
  { file: 'app.js', line: 3 },
]

/** Runs the program with the points, and gives how it ended and what it left behind. */
async function measure(context, metricsDir) {
  const folder = writeTree(context, { 'app.js': PROGRAM, 'points.json': JSON.stringify(POINTS), taken: '' })
  const env = {
    DEBUGIN_PROBES_FILE: 'points.json',
    DEBUGIN_METRICS_DIR: metricsDir,
    DEBUGIN_CONTROL_API: 'false',
    DEBUGIN_CACHE_DIR: 'off',
    DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9',
  }
  const end = await startNode(context, ['--require', REGISTER, 'app.js'], { cwd: folder, env }).ended
  return { folder, ...end }
}

test('a program that ends leaves a file with what its metric points have measured', async (context) => {
  const { folder, code } = await measure(context, 'kept/here')
  assert.equal(code, 7)
  const [name, ...others] = readdirSync(join(folder, 'kept/here'))
  assert.deepEqual(others, [])
  const { version, process: program, points } = JSON.parse(readFileSync(join(folder, 'kept/here', name), 'utf8'))
  assert.deepEqual([version, program.node], [1, process.versions.node])
  const [calls, rests, ...more] = points
  assert.deepEqual(more, [])
  assert.deepEqual([calls.line, calls.status, calls.metric.name, calls.hitCount], [2, 'active', 'calls', 30])
  assert.deepEqual(
    calls.series.map(({ labels, value, count }) => [labels, value, count]),
    [
      [['1'], 15, 15],
      [['0'], 15, 15],
    ],
  )
  assert.deepEqual(rests.series, [{ labels: [], value: 30, count: 30, buckets: [10, 10, 10] }])
})

test('a folder that cannot be made is said, and the program ends as it would', async (context) => {
  const { code, stderr } = await measure(context, 'taken/here')
  assert.equal(code, 7)
  assert.match(stderr, /^\[debugin\] what was measured could not be written: ENOTDIR/m)
})
