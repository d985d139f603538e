import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { transformSync } from 'esbuild'
import { until } from './harness/deadline.mjs'
import { startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'

const TOTAL = `interface Order { quantity: number; each: number }

/** Types and comments move the lines of what is built. */
export function total(order: Order): number {
  const { quantity, each } = order as Order
  return quantity * each // total
}
`

/** TypeScript as a build leaves it: the output in `dist`, beside it a map that names the source. */
function built() {
  const { code, map } = transformSync(TOTAL, {
    loader: 'ts',
    format: 'cjs',
    sourcemap: 'external',
    sourcefile: '../src/total.ts',
  })
  return {
    'dist/total.js': `${code}//# sourceMappingURL=total.js.map\n`,
    'dist/total.js.map': map,
    'src/total.ts': TOTAL,
  }
}

const twin = (name) => `exports.${name} = () => {\n  return '${name}'\n}\n`

const FILES = {
  ...built(),
  'app.js': `const steps = require('./steps.cjs')
const a = require('./lib/a/price.js')
const b = require('./lib/b/price.js')
const only = require('./lib/b/only.js')
const words = [
  'one',
  'two',
]
steps({
  words: () => words,
  total: () => require('./dist/total.js').total({ quantity: 3, each: 4 }),
  only: () => only.only() + a.a() + b.b(),
})
`,
  'lib/a/price.js': twin('a'),
  'lib/b/price.js': twin('b'),
  'lib/b/only.js': twin('only'),
  'lib/a/later.js': twin('later'),
  'lib/b/later.js': twin('later'),
  'lib/a/soon.js': twin('soon'),
  'src/with space/ümlaut.js': twin('odd'),
  'node_modules/dep/index.js': twin('dep'),
}

const app = await startProgram({ after }, { files: FILES })
const { api, events } = app

afterEach(async () => {
  for (const { id } of await api.points()) await api.remove(id)
})

const resolved = async (file, line = 2) => (await api.trace({ file, line })).resolvedFile

test('a file can be named by its absolute path, from the root, by its last segments, and as a URL', async () => {
  const expected = app.path('lib/b/only.js')
  const names = ['lib/b/only.js', './lib/b/only.js', 'b/only.js', 'only.js', `file://${expected}`, expected]
  for (const name of names) assert.equal(await resolved(name), expected, name)
  assert.equal(await app.step('only'), 'onlyab')
  for (const { id } of await api.points()) assert.equal((await events.hit(id)).payload.file, expected)
})

test('a backslash reads as a slash', async () => {
  for (const name of ['lib\\b\\only.js', '.\\lib\\b\\only.js', 'b\\only.js', 'lib/b\\only.js']) {
    assert.equal(await resolved(name), app.path('lib/b/only.js'), name)
  }
})

test('segments count as wholes, and case counts', async () => {
  for (const file of ['nly.js', 'Only.js', 'lib/only.js', 'b/only', 'a/only.js']) {
    const { status, body } = await api.call('POST', '/tracepoints', { file, line: 2 })
    assert.deepEqual([status, body.code], [404, 'FILE_NOT_FOUND'], file)
  }
})

test('more than one loaded file: 409 with all of them, and more segments choose one', async () => {
  const { status, body } = await api.call('POST', '/tracepoints', { file: 'price.js', line: 2 })
  assert.deepEqual([status, body.code], [409, 'FILE_AMBIGUOUS'])
  assert.deepEqual(body.details.candidates.sort(), [app.path('lib/a/price.js'), app.path('lib/b/price.js')])
  for (const candidate of body.details.candidates) assert.ok(body.error.includes(candidate), body.error)
  assert.deepEqual(await api.points(), [])
  assert.equal(await resolved('a/price.js'), app.path('lib/a/price.js'))
  assert.equal(await resolved('b\\price.js'), app.path('lib/b/price.js'))
})

test('more than one file that is not loaded: 409 too', async () => {
  const { status, body } = await api.call('POST', '/tracepoints', { file: 'later.js', line: 2 })
  assert.deepEqual([status, body.code], [409, 'FILE_AMBIGUOUS'])
  assert.deepEqual(body.details.candidates.sort(), [app.path('lib/a/later.js'), app.path('lib/b/later.js')])
})

test('a file that exists and is not loaded: pending, by any of its names', async () => {
  for (const name of ['soon.js', 'a/soon.js', 'lib/a/soon.js', app.path('lib/a/soon.js'), 'a\\soon.js']) {
    const { status, resolvedFile, resolvedLine } = await api.trace({ file: name, line: 2 })
    assert.deepEqual([status, resolvedFile, resolvedLine], ['pending', app.path('lib/a/soon.js'), null])
  }
})

test('names with spaces and letters of other alphabets', async () => {
  assert.equal(await resolved('ümlaut.js'), app.path('src/with space/ümlaut.js'))
})

test('a file that is not woven: the point says why', async () => {
  const { status, statusReason } = await api.trace({ file: 'node_modules/dep/index.js', line: 2 })
  assert.deepEqual([status, statusReason], ['error', 'it belongs to the package dep, which is not included'])
})

test('an original TypeScript path is as good as the built one', async () => {
  const line = lineOf(TOTAL, '// total')
  const waiting = await api.trace({ file: 'src/total.ts', line })
  assert.deepEqual([waiting.status, waiting.resolvedFile], ['pending', app.path('src/total.ts')])
  assert.equal(await app.step('total'), 12)
  await until('the file', async () => (await api.point(waiting.id)).status === 'active')
  const late = await api.trace({ file: 'total.ts', line })
  assert.deepEqual([late.status, late.resolvedFile, late.resolvedLine], ['active', app.path('src/total.ts'), line])
  const builtLine = lineOf(FILES['dist/total.js'], 'return quantity')
  const inBuilt = await api.trace({ file: 'dist/total.js', line: builtLine })
  assert.deepEqual([inBuilt.status, inBuilt.resolvedFile], ['active', app.path('dist/total.js')])
  assert.notEqual(builtLine, line)
  assert.equal(await app.step('total'), 12)
  for (const { id } of [waiting, late]) {
    const { file, stack, snapshot, ...payload } = (await events.hit(id)).payload
    assert.deepEqual([file, payload.line], [app.path('src/total.ts'), line])
    assert.deepEqual([stack[0].file, stack[0].line], [file, line])
    assert.deepEqual(snapshot.locals, { quantity: 3, each: 4 })
  }
  assert.equal((await events.hits(waiting.id, 2)).length, 2)
  const { file, line: shownLine } = (await events.hit(inBuilt.id)).payload
  assert.deepEqual([file, shownLine], [app.path('dist/total.js'), builtLine])
})

test('a line of TypeScript that became no code: the nearest original lines', async () => {
  await app.step('total')
  const { body } = await api.call('POST', '/tracepoints', { file: 'src/total.ts', line: 3 })
  assert.equal(body.code, 'INVALID_LINE')
  assert.ok(body.details.nearest.includes(lineOf(TOTAL, 'const {')), String(body.details.nearest))
})

test('a line inside a statement that began earlier: the point says where it stands', async () => {
  const line = lineOf(FILES['app.js'], 'two')
  const point = await api.trace({ file: 'app.js', line })
  assert.deepEqual([point.line, point.resolvedLine], [line, line - 2])
})
