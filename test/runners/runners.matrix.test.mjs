import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChild } from '../agent/harness/child.mjs'
import { until } from '../agent/harness/deadline.mjs'
import { startEvents } from '../agent/harness/events.mjs'
import { startFakeSink } from '../agent/harness/fakeSink.mjs'
import { lineOf } from '../agent/harness/tree.mjs'
import { codeBlocks } from '../docs/codeBlocks.mjs'
import { installAll, writeProject } from './project.mjs'

const blocks = new Map(codeBlocks('docs/TEST_RUNNERS.md').map(({ info, text }) => [info, text]))

const PRICE = `function price(item, rate) {
  const base = item.cost * item.quantity
  return Math.round(base * (1 + rate)) // price
}

module.exports = { price }
`

const TYPED = `/** Types, so that lines move. */
interface Item {
  cost: number
  quantity: number
}

export function price(item: Item, rate: number): number {
  const base = item.cost * item.quantity
  return Math.round(base * (1 + rate)) // price
}
`

const body = (check) => `
test('tea costs what it costs', () => {
  ${check}(price({ cost: 8, quantity: 100 }, 0.07), 856) // test
})
`

const NODE_TEST = `const { strictEqual } = require('node:assert')
const { test } = require('node:test')
const { price } = require('../src/price.js')
${body('strictEqual')}`

const MOCHA_TEST = NODE_TEST.replace("const { test } = require('node:test')\n", '').replace('test(', 'it(')

const JEST_TEST = `const { price } = require('../src/price')
${body('expectSame')}
function expectSame(actual, expected) {
  expect(actual).toBe(expected)
}
`

const VITEST_TEST = `import { expect, test } from 'vitest'
import { price } from '../src/price'

const expectSame = (actual: number, expected: number) => expect(actual).toBe(expected)
${body('expectSame')}`

const STRIP_TYPES = `const { transformSync } = require('esbuild')
exports.process = (text, path) => {
  const { code, map } = transformSync(text, { loader: 'ts', format: 'cjs', sourcemap: true, sourcefile: path })
  return { code, map: JSON.parse(map) }
}
`

const RUNS = {
  'node:test': { command: 'node', inMemory: false, files: { 'test/price.test.js': NODE_TEST } },
  Mocha: { command: 'mocha', inMemory: false, config: '.mocharc.json', files: { 'test/price.test.js': MOCHA_TEST } },
  Jest: { command: 'jest', config: 'jest.config.js', files: { 'test/price.test.js': JEST_TEST } },
  'Jest, two files in processes of their own': {
    command: 'jest',
    config: 'jest.config.js',
    args: '--maxWorkers=2',
    files: { 'test/price.test.js': JEST_TEST, 'test/other.test.js': "test('nothing', () => {})\n" },
  },
  'Jest with another transform': {
    command: 'jest',
    config: 'jest.typescript.config.js',
    typed: true,
    files: { 'test/price.test.ts': JEST_TEST, 'strip-types.js': STRIP_TYPES },
  },
  Vitest: { command: 'vitest', config: 'vitest.config.mjs', typed: true, files: { 'test/price.test.ts': VITEST_TEST } },
  'Vitest in threads': {
    command: 'threads',
    config: 'vitest.config.mjs',
    typed: true,
    files: { 'test/price.test.ts': VITEST_TEST },
  },
}

/** A runner that ends its processes as soon as the tests are over, and how it is told. */
const ENDING = { Vitest: '', 'Vitest, all files in one process': '--no-isolate --maxWorkers=1' }

/** Far longer than it takes to end a process. */
const SLOW_MS = 700

const installed = installAll({ after })

for (const [name, run] of Object.entries(RUNS)) {
  test(`a probe hits inside a run of ${name}`, async (context) => {
    const { folder, file, line, testFile, testLine } = writeRun(run)
    const events = await startEvents(context)
    await runTests(context, run, folder, events.url)
    const { payload } = await events.named('probe.hit.snapshot')
    assert.deepEqual([payload.file, payload.line], [join(folder, file), line])
    assert.deepEqual(payload.snapshot.arguments, { item: { cost: 8, quantity: 100 }, rate: 0.07 })
    assert.deepEqual([payload.snapshot.locals, payload.snapshot.returnValue], [{ base: 800 }, 856])
    const logged = (await events.named('probe.hit.logpoint')).payload
    assert.deepEqual([logged.file, logged.line, logged.message], [join(folder, testFile), testLine, 'in the test'])
    const inside = payload.stack.slice(0, 2).map((frame) => [frame.file, frame.function, frame.line])
    // Where a runner compiles in memory, nobody can tell the other lines.
    assert.deepEqual(inside[0], [join(folder, file), 'price', line])
    assert.equal(inside[1][0], join(folder, testFile))
    assert.equal(inside[1][2], run.inMemory === false ? testLine : null)
  })
}

for (const [name, args] of Object.entries(ENDING)) {
  test(`what hits in a run of ${name} arrives, though the sink takes its time`, async (context) => {
    const other = { 'test/a.test.ts': "import { test } from 'vitest'\ntest('nothing', () => {})\n" }
    const run = { ...RUNS.Vitest, args, files: { ...RUNS.Vitest.files, ...other } }
    const { folder } = writeRun(run)
    const sink = await startFakeSink(context, {
      batch: true,
      // Hits wait behind the first request, which says that an agent has started.
      async answer(events) {
        await sleep(SLOW_MS)
        return { status: 200, body: { results: events.map(({ id }) => ({ id, status: 'accepted' })) } }
      },
    })
    await runTests(context, run, folder, sink.url)
    const names = () => sink.requests.flatMap(({ events }) => events.map((event) => event.name))
    for (const wanted of ['probe.hit.snapshot', 'probe.hit.logpoint']) {
      await until(wanted, () => names().includes(wanted))
    }
  })
}

/** Writes the project of a run, with a point in the program and one in the test. */
function writeRun({ config, typed = false, files }) {
  const source = typed ? TYPED : PRICE
  const file = typed ? 'src/price.ts' : 'src/price.js'
  const line = lineOf(source, '// price')
  const [testFile, testText] = Object.entries(files)[0]
  const testLine = lineOf(testText, '// test')
  const points = [
    { file, line },
    { file: testFile, line: testLine, type: 'logpoint', message: 'in the test' },
  ]
  const folder = writeProject(installed, {
    ...files,
    [file]: source,
    'probes.json': JSON.stringify(points),
    ...(config === undefined
      ? {}
      : { [config === 'jest.typescript.config.js' ? 'jest.config.js' : config]: blocks.get(config) }),
  })
  return { folder, file, line, testFile, testLine }
}

async function runTests(context, { command, args = '' }, folder, sinkUrl) {
  const { exit } = startChild(context, {
    node: '/bin/sh',
    args: ['-c', `${commandOf(command)} ${args}`],
    cwd: folder,
    env: {
      CI: '1',
      DEBUGIN_CACHE_DIR: 'off',
      DEBUGIN_SPOOL_DIR: 'off',
      DEBUGIN_CONTROL_API: 'false',
      DEBUGIN_EVENT_SINK_URL: sinkUrl,
      DEBUGIN_PROBES_FILE: 'probes.json',
      PATH: `${join(installed, 'node_modules/.bin')}:${process.env.PATH}`,
    },
  })
  const { code, stdout, stderr } = await exit()
  assert.equal(code, 0, stdout + stderr)
}

/** A command of the page; `npx` would only look for what is in the path here. */
function commandOf(name) {
  return blocks.get(name).trim().replace(/^npx /, '').replace('node_modules/', join(installed, 'node_modules/'))
}
