import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { run } from './command.mjs'
import { writeTree } from './program.mjs'

/** Each call of `work` counts to `ROUNDS`; `turn` differs from run to run, by as much as NOISE says. */
const PROGRAM = `const { readFileSync, writeFileSync } = require('node:fs')

function work(rounds) {
  let sum = 0
  for (let round = 0; round < rounds; round++) sum += Math.sqrt(round)
  return sum
}

function size(turn) {
  const bytes = 1000 + Number(process.env.NOISE || 0) * ((turn * 7) % 11)
  return bytes
}

const turn = Number(readFileSync('turn', 'utf8')) + 1
writeFileSync('turn', String(turn))
for (let call = 0; call < 60; call++) work(Number(process.env.ROUNDS))
size(turn)
console.log('the program is done')
`

const POINTS = [
  { file: 'app.js', line: 3, metric: { name: 'work_ms', kind: 'histogram', value: '$duration' } },
  { file: 'app.js', line: 6, metric: { name: 'calls', kind: 'counter' } },
  { file: 'app.js', line: 11, metric: { name: 'bytes', kind: 'histogram', value: 'bytes' }, unit: 'bytes' },
]

function writeProgram(context, points = POINTS, files = {}) {
  const text = typeof points === 'string' ? points : JSON.stringify(points)
  return writeTree(context, { 'app.js': PROGRAM, turn: '0', 'perf.json': text, ...files })
}

const COMMAND = ['--', process.execPath, 'app.js']

/** Measures the program in its folder. */
function measure(context, folder, options = [], env = {}, command = COMMAND) {
  const args = ['perf', '--probes', 'perf.json', ...options, ...command]
  return run(context, args, { cwd: folder, env: { ROUNDS: '20', DEBUGIN_CACHE_DIR: join(folder, '.cache'), ...env } })
}

function compare(context, folder, ...args) {
  // Four runs are enough to be so sure.
  return run(context, ['perf', 'compare', '--confidence', '95%', ...args], { cwd: folder })
}

const readJson = (folder, name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))

describe('debugin perf', { concurrency: 2 }, () => {
  test('a program made slower on purpose fails the comparison, the same program does not', async (context) => {
    const folder = writeProgram(context)
    const quick = ['--runs', '4', '--warm-ups', '0', '--out']
    assert.equal((await measure(context, folder, [...quick, 'base.json'], { ROUNDS: '3000' })).code, 0)
    assert.equal((await measure(context, folder, [...quick, 'same.json'], { ROUNDS: '3000' })).code, 0)
    assert.equal((await measure(context, folder, [...quick, 'slow.json'], { ROUNDS: '300000' })).code, 0)
    const slower = await compare(context, folder, 'base.json', 'slow.json', '--threshold', '20%')
    assert.equal(slower.code, 1, slower.stdout)
    assert.match(slower.stdout, /^\| work_ms \| .* \| worse \|$/m)
    assert.match(slower.stdout, /^\| calls \| 60 \| 60 \| \+0\.0 % \| .* \| same \|$/m)
    assert.match(slower.stderr, /^debugin: work_ms: see the verdicts$/m)
    const faster = await compare(context, folder, 'slow.json', 'base.json', '--json')
    assert.equal(faster.code, 0)
    const verdicts = JSON.parse(faster.stdout).metrics.map(({ metric, verdict }) => [metric, verdict])
    assert.deepEqual(verdicts, [
      ['work_ms', 'better'],
      ['calls', 'same'],
      ['bytes', 'same'],
    ])
    // Generous, because the machine that tests run on may be busy.
    const same = await compare(context, folder, 'base.json', 'same.json', '--threshold', '300%')
    assert.equal(same.code, 0, same.stdout)
  })

  test('a program whose runs differ too much is said to be too noisy', async (context) => {
    const folder = writeProgram(context)
    const noisy = ['--runs', '4', '--warm-ups', '0', '--out']
    await measure(context, folder, [...noisy, 'base.json'], { NOISE: '300' })
    await measure(context, folder, [...noisy, 'head.json'], { NOISE: '300' })
    const told = await compare(context, folder, 'base.json', 'head.json')
    assert.match(told.stdout, /^\| bytes \| .*\| too noisy to tell: about \d+ runs each would \|$/m)
    assert.match(told.stdout, /^\| calls \| .*\| same \|$/m)
    const strict = await compare(context, folder, 'base.json', 'head.json', '--strict')
    assert.equal(strict.code, 1)
    assert.match(strict.stderr, /bytes.*: see the verdicts/)
  })

  test('the report comes as JSON, as Markdown, and as trackers of benchmarks read it', async (context) => {
    const folder = writeProgram(context)
    const { code, stdout, stderr } = await measure(context, folder, ['--runs', '2', '--out', 'report.json'])
    assert.equal(code, 0, stderr)
    assert.equal(readJson(folder, 'turn'), 3)
    assert.match(stderr, /^debugin: warm-up 1 of 1\nthe program is done\ndebugin: run 1 of 2\nthe program is done\n/m)
    assert.equal(stdout, readFileSync(join(folder, 'report.md'), 'utf8'))
    assert.match(stdout, /^`.*node app\.js`, 2 runs\. Node \d/)
    assert.match(stdout, /^\| bytes \| bytes \| 1000 \| ±0 % \| 1000 \| 1000 \| 1000 \| 1 \|$/m)
    const report = readJson(folder, 'report.json')
    assert.equal(report.machine.node, process.versions.node)
    const [time, calls] = report.metrics
    assert.deepEqual([time.name, time.unit, time.file, time.line, time.runs.length], ['work_ms', 'ms', 'app.js', 3, 2])
    for (const { count, total, mean, median, p99 } of time.runs) {
      assert.equal(count, 60)
      assert.ok(Math.abs(mean - total / 60) < 1e-9 && median > 0 && p99 >= median)
    }
    assert.equal(
      time.distribution.reduce((all, [, count]) => all + count, 0),
      120,
    )
    assert.deepEqual(
      calls.runs.map(({ total }) => total),
      [60, 60],
    )
    const entries = readJson(folder, 'report.tracker.json')
    assert.deepEqual(
      entries.map(({ name, unit }) => [name, unit]),
      [
        ['work_ms (median)', 'ms'],
        ['calls', ''],
        ['bytes (median)', 'bytes'],
      ],
    )
    assert.deepEqual(entries[1], {
      name: 'calls',
      unit: '',
      value: 60,
      range: '±0 %',
      extra: `app.js:6, 2 runs, Node ${process.versions.node}`,
    })
  })

  test('what is added later counts as runs of the same report', async (context) => {
    const folder = writeProgram(context)
    const once = ['--runs', '1', '--warm-ups', '0', '--out', 'report.json', '--append']
    for (let time = 0; time < 2; time++) assert.equal((await measure(context, folder, once)).code, 0)
    const { runs, metrics } = readJson(folder, 'report.json')
    assert.deepEqual([runs, metrics.map(({ runs: each }) => each.length)], [2, [2, 2, 2]])
    const other = await measure(context, folder, once, {}, [...COMMAND, 'otherwise'])
    assert.equal(other.code, 1)
    assert.match(other.stderr, /--append: the report is of .*node app\.js, and this is .*node app\.js otherwise/)
  })

  test('points that were never hit are named, each with its reason', async (context) => {
    const points = [
      ...POINTS,
      { file: 'app.js', line: 6, condition: 'rounds < 0', metric: { name: 'never', kind: 'counter' } },
      { file: 'other.js', line: 1, metric: { name: 'elsewhere', kind: 'counter' } },
      { file: 'app.js', line: 6, metric: { name: 'broken', kind: 'counter', value: 'sum.gone.size' } },
    ]
    const folder = writeProgram(context, points, { 'other.js': 'let a = 1\n' })
    const { code, stdout } = await measure(context, folder, ['--runs', '1', '--warm-ups', '0'])
    assert.equal(code, 0)
    assert.match(
      stdout,
      /^- never \(app\.js:6\) was never hit: no value was taken: the line did not run, the condition/m,
    )
    assert.match(stdout, /^- elsewhere \(other\.js:1\) was never hit: the file is not loaded yet$/m)
    assert.match(stdout, /^- .*app\.js:6: sum\.gone is undefined.* \(60 times\)$/m)
    writeFileSync(join(folder, 'perf.json'), JSON.stringify(points.slice(3)))
    const nothing = await measure(context, folder, ['--runs', '1', '--warm-ups', '0'])
    assert.equal(nothing.code, 1)
    assert.match(nothing.stderr, /no point of perf\.json was ever hit/)
  })

  test('processes that the program starts are measured with it', async (context) => {
    const parent = `const { spawnSync } = require('node:child_process')
for (let child = 0; child < 2; child++) spawnSync(process.execPath, ['app.js'], { stdio: 'inherit' })
`
    const folder = writeProgram(context, POINTS, { 'parent.js': parent })
    const command = ['--', process.execPath, 'parent.js']
    const { code, stdout, stderr } = await measure(context, folder, ['--runs', '1', '--warm-ups', '0'], {}, command)
    assert.equal(code, 0, stderr)
    assert.match(stdout, /^\| calls \| {2}\| 120 \|.*\| 120 \|$/m)
    assert.match(stdout, /^\| work_ms \| ms \|.*\| 120 \|$/m)
  })
})

describe('debugin perf refuses', { concurrency: 2 }, () => {
  const wrong = [
    ['a file that is not there', null, /^debugin: perf\.json cannot be read: ENOENT/],
    ['a file that is no JSON', '[{', /^debugin: perf\.json cannot be read: /],
    ['no points', [], /^debugin: perf\.json takes a JSON array with at least one metric point/],
    ['what is no point', [5], /^debugin: perf\.json, point 0: the point is 5; expected an object/],
    ['a logpoint', [{ ...POINTS[0], type: 'logpoint' }], /point 0: type is "logpoint"; expected metricpoint/],
    ['a point without a metric', [POINTS[0], { file: 'a.js', line: 1 }], /point 1: metric is missing/],
    ['an unknown field', [{ ...POINTS[0], lien: 3 }], /point 0: .*lien.*line/],
    ['an unknown wish', [{ ...POINTS[0], better: 'faster' }], /point 0: better is "faster"; expected less or more/],
  ]
  for (const [what, points, message] of wrong) {
    test(what, async (context) => {
      const folder = writeTree(context, points === null ? {} : { 'perf.json': '' })
      if (points !== null)
        writeFileSync(join(folder, 'perf.json'), typeof points === 'string' ? points : JSON.stringify(points))
      const { code, stderr } = await run(context, ['perf', '--probes', 'perf.json', '--', 'true'], { cwd: folder })
      assert.equal(code, 1)
      assert.match(stderr, message)
    })
  }

  test('a program that fails, or is none, or has no place for the points', async (context) => {
    const folder = writeProgram(context, POINTS, { 'fail.js': 'process.exit(3)\n' })
    const ended = async (command) => (await measure(context, folder, ['--out', 'out.json'], {}, command)).stderr
    assert.match(
      await ended(['--', process.execPath, 'fail.js']),
      /fail\.js ended with exit code 3; only runs that end well/,
    )
    assert.match(await ended(['--', 'no-such-program']), /no-such-program cannot be started: .*ENOENT/)
    assert.match(await ended(['--', 'true']), /true has measured nothing: no process of Node/)
    writeFileSync(join(folder, 'perf.json'), JSON.stringify([{ ...POINTS[1], line: 700 }]))
    const stderr = await ended(COMMAND)
    assert.match(stderr, /no probes were set: .*perf\.json, probe 0: .*line 700/)
    assert.match(stderr, /has measured nothing: .*what the agent says of them stands above/)
    assert.ok(!existsSync(join(folder, 'out.json')))
  })

  test('options that are not there or not meant', async (context) => {
    const folder = writeProgram(context)
    const said = async (...args) => (await run(context, ['perf', ...args], { cwd: folder })).stderr
    assert.match(await said('--', 'node', 'app.js'), /Name the metric points: --probes perf\.json/)
    assert.match(await said('--probes', 'perf.json'), /missing required argument 'words'/)
    assert.match(
      await said('--probes', 'perf.json', '--out', 'report.txt', '--', 'node'),
      /a name that ends with \.json/,
    )
    assert.match(await said('--probes', 'perf.json', '--append', '--', 'node'), /--append takes --out/)
    assert.match(await said('compare', 'a.json', 'b.json', '--threshold', 'much'), /Write a percentage: 5%/)
    assert.match(await said('compare', 'a.json', 'b.json'), /a\.json cannot be read: ENOENT/)
  })

  test('reports that are none', async (context) => {
    const folder = writeTree(context, {
      'a.json': '{}',
      'b.json': '{"format":"debugin-perf","version":2}',
      'c.json': '{',
    })
    const broken = { format: 'debugin-perf', version: 1, runs: 1, metrics: [{ name: 'x' }] }
    writeFileSync(join(folder, 'd.json'), JSON.stringify(broken))
    const said = async (name) => (await compare(context, folder, name, name)).stderr
    assert.match(await said('a.json'), /a\.json cannot be compared: it is not what `debugin perf --out` writes/)
    assert.match(await said('b.json'), /it has version 2, and this debugin reads 1/)
    assert.match(await said('c.json'), /c\.json cannot be read: /)
    assert.match(await said('d.json'), /metric 0 is not complete/)
    assert.deepEqual(readdirSync(folder).length, 4)
  })
})
