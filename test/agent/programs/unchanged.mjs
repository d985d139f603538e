import assert from 'node:assert/strict'
import { instrument } from '@debugin/compiler'
import { OWN_MAJOR } from '../harness/nodes.mjs'
import { sameTwice } from '../harness/twice.mjs'

/** The bytes of a WebAssembly module that exports `add`. */
const WASM = `Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3,
  97, 100, 100, 0, 0, 10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11)`

const COMMON_JS = {
  'app.js': `#!/usr/bin/env node
'use strict'
const assert = require('node:assert')
const path = require('node:path')
const say = (...words) => console.log(JSON.stringify(words))
const name = (file) => path.relative(__dirname, file)

exports.early = 'early'
const a = require('./cycle/a.js')
say('cycle', a, require('./cycle/b.js'))
say('main', require.main === module, module.id, module.loaded, name(__filename), this === exports)
say('cache', Object.keys(require.cache).map(name).filter((file) => !file.startsWith('..')).sort().filter((path) => !path.includes('node_modules')))
say('children', module.children.map(({ id, loaded, children }) => [name(id), loaded, children.map(({ id }) => name(id))]))
say('module', Object.keys(module), module.paths[0] === path.join(__dirname, 'node_modules'), require('./data.json'))
say('extensions', Object.keys(require.extensions), name(require.resolve('./cycle/a.js')))
delete require.cache[require.resolve('./count.js')]
say('again', require('./count.js').id, (delete require.cache[require.resolve('./count.js')], require('./count.js').id))

say('argv', process.argv.slice(2), process.argv.length, process.title.length > 0)
say('execArgv', process.execArgv.filter((flag) => !/^-r$|^@debugin|register/.test(flag)))
say('env', Object.keys(process.env).filter((name) => name !== 'DEBUGIN_TREE').sort())
say('globals', Object.keys(globalThis), [...(function* () { for (const key in globalThis) yield key })()])
const ours = (key) => String(key).startsWith('$D') || key === Symbol.for('debugin.runtime')
say('own', Reflect.ownKeys(globalThis).filter((key) => !ours(key)).map(String).sort())
say('process', Reflect.ownKeys(process).map(String).sort())
say('listeners', process.eventNames().filter((event) => event !== 'exit').map((event) => [String(event), process.listenerCount(event)]))
say('resources', process.getActiveResourcesInfo().filter((kind) => !/^(TTY|Pipe|CloseReq)/.test(kind)))
say('handles', process._getActiveHandles().filter((handle) => handle.fd === undefined && handle._type !== 'pipe').map(({ constructor }) => constructor.name))
say('errors', Error.stackTraceLimit, Object.getOwnPropertyNames(Error).sort(), typeof Error.prepareStackTrace)

function Shape(sides, { color = 'red' } = {}) { this.sides = sides; this.color = color }
Shape.prototype.area = function area(x, y = 1, ...rest) { return x * y + rest.length }
class Square extends Shape {
  static #made = 0
  #side = 4
  constructor(side) { super(4); this.#side = side; Square.#made++ }
  get side() { return this.#side }
  static get made() { return Square.#made }
}
const square = new Square(3)
say('functions', Shape.length, Shape.name, square.area.length, square.area(2, 3, 4), Square.name, square.side, Square.made, Object.keys(square))
say('sloppy', (0, eval)('(function (a) { arguments[0] = 2; return [a, this === globalThis, arguments.callee.length] })')(1))

function outer() { return inner() }
const inner = () => { throw new RangeError('deep') }
try { outer() } catch (error) { say('stack', error.stack.split('\\n').slice(0, 4).map((line) => line.replace(__dirname, '').replace(/:\\d+\\)?$/, ''))) }
const old = Error.prepareStackTrace
Error.prepareStackTrace = (error, sites) => sites.slice(0, 2).map((site) => [site.getFunctionName(), site.getLineNumber()])
say('prepared', (() => { try { outer() } catch (error) { return error.stack } })())
Error.prepareStackTrace = old
try { assert.ok(a.x === 2) } catch (error) { say('assert', error.name, error.code, error.generatedMessage) }
try { assert.equal(1, 2) } catch (error) { say('assert', error.message) }

const { runInThisContext, runInNewContext, Script } = require('node:vm')
say('vm', runInThisContext('1 + 1'), runInNewContext('this.x + 1', { x: 1 }), new Script('let z = 3; z * 2').runInThisContext())
say('late', typeof late, late()); function late() { return 'hoisted' }
const wasm = new WebAssembly.Instance(new WebAssembly.Module(${WASM}))
say('wasm', wasm.exports.add(2, 3))
process.on('exit', (code) => say('exit', code))
process.nextTick(say, 'tick'); Promise.resolve().then(() => say('microtask')); setImmediate(say, 'immediate'); queueMicrotask(() => say('queued'))
`,
  'cycle/a.js': "exports.done = false\nconst b = require('./b.js')\nexports.sawB = b.done\nexports.done = true\n",
  'cycle/b.js': "exports.done = false\nconst a = require('./a.js')\nexports.sawA = a.done\nexports.done = true\n",
  'count.js':
    "globalThis[Symbol.for('count')] = (globalThis[Symbol.for('count')] ?? 0) + 1\nexports.id = globalThis[Symbol.for('count')]\n",
  'data.json': '{"from":"json"}\n',
}

const MODULES = {
  'app.mjs': `import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import data from './data.json' with { type: 'json' }
import common, { named, late as lateName } from './common.cjs'
import { count, increment, readB } from './live.mjs'
import * as space from './space.mjs'
export const fromMain = 'main'
const say = (...words) => console.log(JSON.stringify(words))
say('meta', Object.keys(import.meta).sort(), basename(import.meta.url), basename(import.meta.filename), typeof import.meta.resolve)
say('resolve', basename(import.meta.resolve('./space.mjs')), typeof this, typeof module)
say('json', data, named, lateName, common)
increment(); increment()
say('live', count, readB())
say('space', Object.keys(space), Object.prototype.toString.call(space), Object.isFrozen(space))
try { space.x = 1 } catch (error) { say('frozen', error.name) }
say('awaited', await (await import('./slow.mjs')).default, [...(await import('./slow.mjs')).order])
for (const name of ['./fails.mjs', './fails.mjs', './nowhere.mjs', './syntax.mjs', './tdz.mjs']) {
  try { await import(name) } catch (error) { say('import', name, error.name, error.code ?? error.message) }
}
const require = createRequire(import.meta.url)
say('required', require('./common.cjs') === common, Object.keys(require.cache).map((file) => basename(file)).includes('common.cjs'))
const { instance } = await WebAssembly.instantiate(${WASM})
say('wasm', instance.exports.add(20, 3), readFileSync(new URL('./data.json', import.meta.url), 'utf8').trim())
say('globals', Object.keys(globalThis), Reflect.ownKeys(process).length)
async function* count3() { try { yield 1; yield 2; yield 3 } finally { say('closed') } }
for await (const n of count3()) { if (n === 2) break; say('n', n) }
say('order', await Promise.all([1, 2, 3].map(async (n) => { await null; return n * n })))
`,
  'common.cjs': "exports.named = 'named'\nexports.late = (() => 'late')()\nmodule.exports.more = 1\n",
  'data.json': '{"from":"json"}\n',
  'live.mjs':
    "import { b } from './other.mjs'\nexport let count = 0\nexport function increment() { count++ }\nexport const readB = () => b\n",
  'other.mjs': "import { increment } from './live.mjs'\nexport const b = typeof increment\n",
  'space.mjs': 'export const z = 1, a = 2\nexport default class {}\nexport function f() {}\n',
  'slow.mjs':
    "export const order = []\norder.push(1)\nawait new Promise((resolve) => setTimeout(resolve, 2))\norder.push(2)\nexport default Promise.resolve('slow')\n",
  'fails.mjs': "throw new TypeError('on purpose')\n",
  'syntax.mjs': 'const = 1\n',
  'tdz.mjs': "import { late } from './tdz2.mjs'\nexport const early = 1\nlate()\n",
  'tdz2.mjs': "import { early } from './tdz.mjs'\nexport const late = () => early\nearly\n",
}

/** A compiler that hooks in as pirates does, one that patches `_compile`, and hooks of the user's own. */
const LOADERS = {
  'app.js': `const Module = require('node:module')
const fs = require('node:fs')
const { pathToFileURL } = require('node:url')
const say = (...words) => console.log(JSON.stringify(words))
const upper = (code) => {
  if (code.includes('debugin.runtime')) say('woven before')
  return code.replace('quiet', 'LOUD')
}

require.extensions['.txt'] = (module, file) => { module.exports = fs.readFileSync(file, 'utf8') }
say('txt', require('./words.txt'))

const before = require.extensions['.js']
require.extensions['.js'] = (module, file) => {
  const compile = module._compile
  module._compile = function (code, name) {
    module._compile = compile
    return module._compile(upper(code), name)
  }
  before(module, file)
}
say('pirates', require('./speak.js')('a'), require('./lines.js')())
require.extensions['.js'] = before

const { _compile } = Module.prototype
Module.prototype._compile = function (code, name, ...rest) { return _compile.call(this, upper(code), name, ...rest) }
say('_compile', require('./speak2.js')('b'))
Module.prototype._compile = _compile

const odd = new Module('odd', module)
odd.filename = __dirname + '/odd.js'
odd.paths = module.paths
odd._compile('module.exports = (function named(a, b) { return [a, b, named.length, __filename.slice(-6)] })(1, 2)', odd.filename)
say('by hand', odd.exports)

const source = "export async function load(url, context, next) { const result = await next(url, context); " +
  "return url.endsWith('hooked.mjs') ? { ...result, source: String(result.source).replaceAll('quiet', 'LOUD') } : result }"
;(async () => {
  if (Module.registerHooks) {
    const hooks = Module.registerHooks({
      load(url, context, next) {
        const result = next(url, context)
        if (!url.endsWith('hooked2.mjs')) return result
        return { ...result, source: String(result.source).replaceAll('quiet', 'LOUD') }
      },
    })
    say('registerHooks', (await import('./hooked2.mjs')).speak('c'))
    hooks.deregister()
  }
  Module.register('data:text/javascript,' + encodeURIComponent(source), pathToFileURL(__filename))
  say('register', (await import('./hooked.mjs')).speak('d'), (await import('./plain.mjs')).speak('e'))
  say('data', (await import('data:text/javascript,export default 7')).default)
})()
`,
  'words.txt': 'some words',
  'speak.js': "module.exports = (who) => {\n  return who + ': quiet'\n}\n",
  'speak2.js': "module.exports = (who) => {\n  return who + ': quiet'\n}\n",
  'lines.js':
    "\n\nmodule.exports = () => {\n  return new Error('x').stack.split('\\n')[1].match(/lines.js:(\\d+)/)[1]\n}\n",
  'hooked.mjs': "export const speak = (who) => {\n  return who + ': quiet'\n}\n",
  'hooked2.mjs': "export const speak = (who) => {\n  return who + ': quiet'\n}\n",
  'plain.mjs': "export const speak = (who) => {\n  return who + ': quiet'\n}\n",
}

const PROCESSES = {
  'app.js': `const { fork, spawnSync, execFileSync } = require('node:child_process')
const cluster = require('node:cluster')
const { Worker, threadId, isMainThread } = require('node:worker_threads')
const { once } = require('node:events')
const say = (...words) => console.log(JSON.stringify(words))
const file = (name) => require('node:path').join(__dirname, name)

async function worker(...args) {
  const thread = new Worker(...args)
  const said = []
  thread.on('message', (message) => said.push(message))
  thread.on('error', (error) => said.push([error.name, error.message]))
  const code = await new Promise((resolve) => thread.on('exit', resolve))
  return [code, said]
}

async function forked(name, ...rest) {
  const child = fork(file(name), ...rest)
  const said = []
  child.on('message', (message) => said.push(message))
  const [code, signal] = await once(child, 'close')
  return [code, signal, said]
}

;(async () => {
  say('thread', threadId, isMainThread)
  say('worker', await worker(file('worker.js'), { workerData: { n: 5 }, argv: ['x'] }))
  say('worker with its own environment', await worker(file('worker.js'), { workerData: { n: 1 }, env: { ONLY: '1' }, execArgv: [] }))
  say('worker that fails', await worker(file('worker.js'), { workerData: null }))
  say('worker from text', await worker("require('node:worker_threads').parentPort.postMessage(6 * 7)", { eval: true }))
  say('worker of ESM', await worker(file('worker.mjs'), { workerData: 3 }))
  say('fork', await forked('child.js', ['a', 'b']))
  say('spawn', String(execFileSync(process.execPath, [file('child.js'), 'c'])))
  const failed = spawnSync(process.execPath, ['-e', 'process.exit(9)'])
  say('eval', failed.status, String(failed.stdout), String(failed.stderr))
  say('stdin', String(spawnSync(process.execPath, ['-'], { input: 'console.log(1 + 1)' }).stdout))
  say('print', String(execFileSync(process.execPath, ['-p', '[1].length'])))
  cluster.setupPrimary({ exec: file('clustered.js') })
  const member = cluster.fork()
  const heard = new Promise((resolve) => member.on('message', resolve))
  const ended = once(member, 'exit')
  say('cluster', await heard, (await ended).slice(0, 1))
})()
`,
  'worker.js': `const { parentPort, workerData, threadId } = require('node:worker_threads')
const { n } = workerData
parentPort.postMessage([n * n, process.argv.slice(2), threadId > 0, Object.keys(process.env).includes('ONLY')])
`,
  'worker.mjs':
    "import { parentPort, workerData } from 'node:worker_threads'\nawait null\nparentPort.postMessage(workerData + 1)\n",
  'child.js': `console.log('child says', process.argv.slice(2))
process.send?.({ from: 'child', connected: process.connected })
process.on('exit', (code) => console.log('child leaves', code))
process.exitCode = 4 * Number(process.send !== undefined)
`,
  'clustered.js':
    "const cluster = require('node:cluster')\nprocess.send({ worker: cluster.isWorker })\nprocess.disconnect()\n",
}

const TYPES = {
  'app.ts': `import { type Shape, area } from './shape.ts'
interface Named { name: string }
const shape: Shape & Named = { name: 'square', side: 3 }
function describe<T extends Named>(thing: T, times = 2 as number): string {
  return thing.name.repeat(times)!
}
console.log(describe(shape), area(shape satisfies Shape))
try { (null as unknown as Shape).side } catch (error: unknown) { console.log((error as Error).stack!.split('\\n')[1].match(/app.ts:(\\d+)/)![1]) }
`,
  'shape.ts':
    'export type Shape = { side: number }\n\nexport const area = ({ side }: Shape): number => {\n  return side ** 2\n}\n',
  'package.json': '{"name":"fixture","type":"module"}',
}

const MAPS = {
  'app.js': `require('./built.js').fails()
`,
  'built.js': `exports.fails = () => { const f = () => { throw new Error('mapped') }; try { f() } catch (error) { console.log(error.stack.split('\\n').slice(0, 2).join().replace(__dirname, '')) } }
//# sourceMappingURL=data:application/json;base64,${Buffer.from(
    JSON.stringify({ version: 3, sources: ['original.ts'], names: [], mappings: 'AAEA' }),
  ).toString('base64')}
`,
}

/**
 * Programs that look at all that could be different under the agent, and print it.
 *
 * `types`: it needs a Node that strips types.
 */
export const PROGRAMS = {
  'CommonJS: modules, globals, process, stacks': { files: COMMON_JS, args: ['one', '--two'], armable: true },
  'ES modules: cycles, live bindings, errors, JSON, WebAssembly': {
    files: MODULES,
    main: 'app.mjs',
    flags: ['--no-warnings'],
    armable: true,
  },
  'loaders of the program': { files: LOADERS, flags: ['--no-warnings'] },
  'workers, children, cluster': { files: PROCESSES, flags: ['--no-warnings'] },
  'TypeScript that Node strips': { files: TYPES, main: 'app.ts', flags: ['--no-warnings'], types: true },
  'source maps that Node reads': { files: MAPS, flags: ['--enable-source-maps'] },
}

/** Each program on this Node or where it needs a newer one, and each Node once, for a short test. */
export const QUICK = [
  ...Object.keys(PROGRAMS).map((name) => ({ name, major: PROGRAMS[name].types ? 24 : OWN_MAJOR })),
  { name: 'loaders of the program', major: 22 },
  { name: 'ES modules: cycles, live bindings, errors, JSON, WebAssembly', major: 26 },
]

/** The probes that stand on every line of the program's files that takes one, as the text of a probes file. */
export function probesEverywhere(files) {
  const probes = []
  for (const [file, text] of Object.entries(files)) {
    if (!/\.[cm]?js$/.test(file)) continue
    const sourceType = file.endsWith('.mjs') ? 'module' : 'commonjs'
    const { sites } = instrument(text, { file, sourceType, inputMap: false })
    const lines = new Set(sites?.functions.flatMap((fn) => fn.sites.map(({ line }) => line)))
    for (const line of lines) probes.push({ file, line, rateLimit: { limitPerSecond: 10_000, burst: 10_000 } })
  }
  return JSON.stringify(probes)
}

/** Runs one of the programs both ways and sees that it prints the same. */
export async function runsUnchanged(context, name, { armed = false, ...options } = {}) {
  const { files, armable, types, ...program } = PROGRAMS[name]
  const probes = armed ? { 'probes.json': probesEverywhere(files) } : {}
  const env = {
    DEBUGIN_CONTROL_API_PORT: '0',
    DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9',
    ...(armed ? { DEBUGIN_PROBES_FILE: 'probes.json', DEBUGIN_MAX_SNAPSHOTS_PER_SECOND: '1000000' } : {}),
  }
  // A probed function has a frame more.
  const ignore = armed ? /^\["(stack|prepared)"/ : undefined
  const plain = await sameTwice(context, { ...program, files: { ...files, ...probes }, env, ignore, ...options })
  assert.equal(plain.code, 0, plain.stderr)
  assert.equal(plain.stderr, '')
  assert.notEqual(plain.stdout, '')
}
