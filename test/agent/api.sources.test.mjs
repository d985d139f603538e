import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { transformSync } from 'esbuild'
import { startProgram } from './harness/program.mjs'
import { lineOf, placeOf } from './harness/tree.mjs'

const SOURCE = `const steps = require('./steps.cjs')
const rate = 4
class Cart {
  total(items, discount) {
    const count = items.length
    return count * rate - discount
  }
}
const priceOf = (quantity) => quantity * rate
steps({
  total: () => new Cart().total([1, 2], 0) + priceOf(0),
  load: (file) => Object.keys(require(file)).length,
  broken: () => {
    try {
      require('./broken.js')
    } catch (error) {
      return error.name
    }
  },
})
`

const LATE = 'exports.late = (a) => {\n  const b = a + 1\n  return b\n}\n'

const TYPED = `interface Order { quantity: number }

export function twice(order: Order): number {
  const { quantity } = order
  return quantity * 2
}
`

const { code, map } = transformSync(TYPED, {
  loader: 'ts',
  format: 'cjs',
  sourcemap: 'external',
  sourcefile: '../src/twice.ts',
})

const app = await startProgram(
  { after },
  {
    files: {
      'app.js': SOURCE,
      'late.js': LATE,
      'broken.js': 'const = 1\n',
      'dist/twice.js': `${code}//# sourceMappingURL=twice.js.map\n`,
      'dist/twice.js.map': map,
      'src/twice.ts': TYPED,
    },
  },
)
const { api } = app
assert.equal(await app.step('broken'), 'SyntaxError')
await app.step('load', './dist/twice.js')

afterEach(async () => {
  for (const { id } of await api.points()) await api.remove(id)
})

const list = async (query = '') => {
  const { status, body } = await api.get(`/sources${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

test('every file that was looked at, with what it was built from, or why it was skipped', async () => {
  const { total, offset, limit, count, sources } = await list()
  assert.deepEqual([offset, limit, count], [0, 100, Math.min(total, 100)])
  const own = sources.filter(({ file }) => file.startsWith(app.folder))
  assert.deepEqual(
    own.map(({ file, status }) => [file.slice(app.folder.length + 1), status]),
    [
      ['app.js', 'woven'],
      ['broken.js', 'skipped'],
      ['dist/twice.js', 'woven'],
      ['steps.cjs', 'woven'],
    ],
  )
  const [main, broken, twice] = own
  assert.deepEqual(main, {
    file: app.path('app.js'),
    status: 'woven',
    reason: null,
    running: true,
    originals: [],
    skipped: [],
    kept: false,
  })
  assert.match(broken.reason, /does not parse/)
  assert.equal(broken.running, false)
  assert.deepEqual(twice.originals, [app.path('src/twice.ts')])
})

test('no file of the agent is among them', async () => {
  const { sources } = await list('?limit=1000')
  assert.deepEqual(
    sources.filter(({ file }) => /packages\/(agent|runtime|protocol|expression)\/dist/.test(file)),
    [],
  )
})

test('files can be chosen by status and name, and come in pages', async () => {
  const woven = await list('?status=woven')
  assert.deepEqual([woven.total, woven.sources.every(({ status }) => status === 'woven')], [3, true])
  const named = await list('?q=broken')
  assert.deepEqual([named.total, named.sources[0].file], [1, app.path('broken.js')])
  const second = await list('?status=woven&offset=1&limit=1')
  assert.deepEqual([second.total, second.offset, second.limit, second.count], [3, 1, 1, 1])
  assert.deepEqual(second.sources, woven.sources.slice(1, 2))
  assert.deepEqual((await list('?status=woven&offset=9')).sources, [])
})

/** Queries that are refused: the code, and what the message names. */
const WRONG = {
  '/sources?stat=woven': ['UNKNOWN_FIELD', /"stat".*"status"/],
  '/sources?status=weaven': ['INVALID_FIELD', /status is "weaven".*woven or skipped.*"woven"/],
  '/sources?limit=0': ['INVALID_FIELD', /limit is "0".*from 1 to 1000/],
  '/sources?limit=1001': ['INVALID_FIELD', /limit is "1001"/],
  '/sources?offset=-1': ['INVALID_FIELD', /offset is "-1"/],
  '/sources/app.js/sites?line=0': ['INVALID_FIELD', /line is "0"/],
  '/sources/app.js/sites?lines=1': ['UNKNOWN_FIELD', /"lines".*"line"/],
  '/sources/ap.js/sites': ['FILE_NOT_FOUND', /nearest name is .*app\.js/],
}

for (const [path, [code, message]] of Object.entries(WRONG)) {
  test(`refused: ${path}`, async () => {
    const { body } = await api.get(path)
    assert.equal(body.code, code, JSON.stringify(body))
    assert.match(body.error, message)
  })
}

test('the sites of a running file: place, function, and the names in reach', async () => {
  const { body } = await api.get('/sources/app.js/sites?limit=1000')
  const { file, loaded, refused, moduleNames, sites } = body
  assert.deepEqual([file, loaded, refused], [app.path('app.js'), true, null])
  for (const name of ['rate', 'priceOf']) assert.ok(moduleNames.includes(name), name)
  const at = placeOf(SOURCE, 'return count')
  const [site] = sites.filter(({ line, kind }) => line === at.line && kind === 'statement')
  assert.deepEqual(site, {
    ...at,
    endLine: at.line,
    kind: 'statement',
    function: 'total',
    className: 'Cart',
    functionKind: 'method',
    names: ['items', 'discount', 'count'],
    outerNames: [],
  })
  const places = sites.map(({ line, column }) => line * 1e6 + column)
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  )
  assert.ok(sites.some((other) => other.function === null && other.functionKind === 'module'))
})

test('every site takes a point that stands exactly there', async () => {
  const { sites } = (await api.get('/sources/app.js/sites')).body
  assert.ok(sites.length > 10)
  for (const { line, column } of sites) {
    const { resolvedLine, status } = await api.trace({ file: 'app.js', line, column })
    assert.deepEqual([resolvedLine, status], [line, 'active'])
  }
})

test('the sites of one line, and of a file that is not loaded', async () => {
  const line = lineOf(LATE, 'return b')
  const { body } = await api.get(`/sources/late.js/sites?line=${line}`)
  assert.equal(body.loaded, false)
  assert.deepEqual(
    body.sites.map(({ line: found, names }) => [found, names]),
    [[line, ['a', 'b']]],
  )
})

test('an original TypeScript file has sites in its own lines', async () => {
  const line = lineOf(TYPED, 'return quantity')
  for (const path of ['src/twice.ts', 'src%2Ftwice.ts', encodeURIComponent(app.path('src/twice.ts')), 'twice.ts']) {
    const { body } = await api.get(`/sources/${path}/sites?line=${line}`)
    assert.equal(body.file, app.path('src/twice.ts'), JSON.stringify(body))
    assert.ok(body.sites.some((site) => site.line === line && site.names.includes('quantity')))
  }
})

test('a file that cannot be woven says so', async () => {
  const { body } = await api.get('/sources/broken.js/sites')
  assert.match(body.refused, /does not parse/)
  assert.deepEqual([body.total, body.sites], [0, []])
})
