import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { placeOf } from '../harness/tree.mjs'

const BODY = readFileSync(join(import.meta.dirname, 'places.js'), 'utf8')
const CJS = `${BODY}\nmodule.exports = { run }\n`
const ESM = `${BODY}\nexport { run }\n`

/** Loads libraries, each in its way, when it is told to. */
const main = (loads) => `
const loads = {
${Object.entries(loads)
  .map(([library, load]) => `  '${library}': async () => ${load},\n`)
  .join('')}}
const libraries = {}
steps({
  async load(library) {
    libraries[library] = await loads[library]()
  },
  run: (library, name) => libraries[library].run[name](),
})
`

/** Programs as trees, with their main files, and the ways in which they come to a file with the places. */
export const PROGRAMS = {
  CommonJS: {
    files: {
      'app.js': `const steps = require('./steps.cjs')${main({
        'lib.js': "require('./lib.js')",
        'lib.mjs': "import('./lib.mjs')",
        'required.mjs': "require('./required.mjs')",
      })}`,
      'lib.js': CJS,
      'lib.mjs': ESM,
      'required.mjs': ESM,
    },
    libraries: {
      'require of CommonJS': 'lib.js',
      'import of ESM from CommonJS': 'lib.mjs',
      'require of ESM': 'required.mjs',
    },
  },
  ESM: {
    files: {
      'app.mjs': `import steps from './steps.cjs'${main({
        'lib.mjs': "import('./lib.mjs')",
        'lib.cjs': "import('./between.mjs')",
      })}`,
      'lib.mjs': ESM,
      'between.mjs': "import './other.mjs'\nimport library from './lib.cjs'\nexport const { run } = library\n",
      'other.mjs': 'export const other = 1\n',
      'lib.cjs': CJS,
    },
    main: 'app.mjs',
    libraries: { 'import of ESM': 'lib.mjs', 'static import of ESM and of CommonJS from ESM': 'lib.cjs' },
  },
  'a package of type module': {
    files: {
      'package.json': '{"name":"fixture","type":"module"}',
      'app.js': `import steps from './steps.cjs'${main({ 'src/lib.js': "import('./src/lib.js')" })}`,
      'src/lib.js': ESM,
    },
    libraries: { 'a package of type module': 'src/lib.js' },
  },
}

/** The places of `places.js`: the step that passes them, and what their first event tells. */
const PLACES = [
  { at: 'const started', method: null },
  { at: 'Shop.open =', method: 'static', className: 'Shop' },
  { step: 'hotLoop', at: 'sum += i', method: 'hotLoop', arguments: { times: 4 }, locals: { sum: 0, i: 0 }, returns: 6 },
  { step: 'hotLoop', at: 'function hotLoop', method: 'hotLoop', arguments: { times: 4 }, returns: 6 },
  { step: 'hotLoop', at: '} // function exit', method: 'hotLoop', arguments: { times: 4 }, returns: 6 },
  { step: 'handle', at: 'return user.name', method: 'handle', arguments: { id: 7 }, returns: 'Ada' },
  { step: 'countTo', at: 'yield i', method: 'countTo', arguments: { last: 2 }, locals: { i: 1 }, returns: 'done' },
  { step: 'stream', at: 'yield word', byColumn: true, method: 'stream', locals: { word: 'a' } },
  { step: 'construct', at: 'this.#stock = stock', method: 'constructor', className: 'Shop' },
  { step: 'size', at: 'return this.#stock.length', method: 'size', className: 'Shop', returns: 2 },
  { step: 'first', at: 'this.#stock[0]', method: 'first', className: 'Shop', arguments: { item: 'rice' } },
  { step: 'sell', at: 'return `$', method: 'sell', className: 'Shop', locals: { total: 6 }, returns: 'tea: 6' },
  { step: 'of', at: 'return new Shop', method: 'of', className: 'Shop' },
  {
    step: 'corner',
    at: 'this.street =',
    method: 'constructor',
    className: 'Corner',
    arguments: { street: 'High Street' },
  },
  { step: 'square', at: 'x * x', byColumn: true, method: 'square', arguments: { x: 9 }, returns: 81 },
  { step: 'nested', at: 'item.trim()', byColumn: true, arguments: { item: ' a' }, returns: 'A' },
  { step: 'computed', at: 'return value + 1', arguments: { value: 41 }, returns: 42 },
  { step: 'fail', at: 'throw new TypeError', method: 'fail', arguments: { reason: 'on purpose' }, throws: 'TypeError' },
]

const RESULTS = {
  hotLoop: 6,
  handle: 'Ada',
  countTo: [1, 2],
  stream: [1, 3],
  construct: [],
  size: 2,
  first: 1,
  sell: 'tea: 6',
  of: true,
  corner: 'High Street',
  square: 81,
  nested: 'A,B',
  computed: 42,
  fail: 'TypeError: on purpose',
}

/** Puts a probe on every place before its file is loaded, runs it, and looks at what comes. */
export async function probeEveryPlace(app, library) {
  const waiting = []
  for (const place of PLACES) {
    const { line, column } = placeOf(BODY, place.at)
    const point = await app.api.trace({ file: library, line, ...(place.byColumn ? { column } : {}) })
    assert.equal(point.status, 'pending', `${place.at}: ${point.statusReason}`)
    waiting.push({ place, line, id: point.id })
  }
  await app.step('load', library)
  for (const [step, result] of Object.entries(RESULTS))
    assert.deepEqual(await app.step('run', library, step), result, step)
  for (const { place, line, id } of waiting) checkHit(await app.events.hit(id), place, line, app.path(library))
  for (const { status, hitCount } of await app.api.points()) assert.equal(status, 'active', String(hitCount))
}

function checkHit({ name, payload }, place, line, path) {
  const { method, className, file, snapshot, stack } = payload
  assert.equal(name, 'probe.hit.snapshot')
  assert.deepEqual({ file, line: payload.line }, { file: path, line }, place.at)
  const { file: inFile, line: onLine } = stack[0] ?? {}
  assert.deepEqual({ file: inFile, line: onLine }, { file: path, line }, `the first frame at ${place.at}`)
  if ('method' in place) assert.equal(method, place.method, place.at)
  if ('className' in place) assert.equal(className, place.className, place.at)
  for (const part of ['arguments', 'locals']) {
    for (const [key, value] of Object.entries(place[part] ?? {})) {
      assert.deepEqual(snapshot[part][key], value, `${key} at ${place.at}`)
    }
  }
  if ('returns' in place) assert.deepEqual(snapshot.returnValue, place.returns, place.at)
  if ('throws' in place) assert.equal(snapshot.exception.type, place.throws)
}
