import assert from 'node:assert/strict'
import { until } from '../harness/deadline.mjs'
import { sameTwice, writeTwice } from '../harness/twice.mjs'

/** A stack may be a frame longer under the agent; nothing may fall off its end. */
const FLAGS = ['--stack-trace-limit=60']

const END = "process.on('exit', (code) => console.log('exit', code))\n"

/** Programs by how they end: the exit code or signal that each has by itself, its source, flags, files, what is done to it, its main file. */
export const PROGRAMS = {
  'nothing left to do': [0, "console.log('done'); setTimeout(() => console.log('later'), 20)"],
  'an exit code that was set': [3, `${END}process.exitCode = 3; setImmediate(() => console.log('turn'))`],
  'work begun again before the exit': [
    0,
    `${END}let left = 3
process.on('beforeExit', () => {
  console.log('before', left)
  if (left-- > 0) setTimeout(() => console.log('again'), 1)
})`,
  ],
  'process.exit() at the top': [4, `${END}console.log('a'); process.exit(4); console.log('b')`],
  'process.exit() inside nested calls': [
    5,
    `${END}function inner() { try { process.exit(5) } finally { console.log('finally') } }
const outer = (x) => { inner(x); console.log('not reached') }
outer(1)`,
  ],
  'process.exit() in a timer, a promise and a tick': [
    6,
    `${END}setTimeout(() => console.log('timer'))
Promise.resolve().then(async () => { await null; process.exit(6) })
process.nextTick(() => console.log('tick'))`,
  ],
  'process.exit() in an exit listener': [7, "process.on('exit', (code) => { console.log(code); process.exit(7) })"],
  'an exit listener that changes the code': [8, `process.on('exit', () => { process.exitCode = 8 }); ${END}`],
  'an exit listener that throws': [1, "process.on('exit', () => { throw new Error('in exit') })"],
  'process.exit() in beforeExit': [9, `${END}process.on('beforeExit', () => process.exit(9))`],
  'process.reallyExit()': [10, `${END}process.reallyExit(10)`],
  'an exit while much is still being written': [0, "console.log('x'.repeat(60_000)); process.exit()"],
  'an error that nobody catches': [1, `${END}function f(a) {\n  throw new TypeError('no ' + a)\n}\nf('luck')`],
  'an error with a cause and fields': [
    1,
    "throw Object.assign(new RangeError('outer', { cause: new Error('inner') }), { code: 'E_OUTER', at: { a: 1 } })",
  ],
  'something thrown that is no error': [1, "setTimeout(() => { throw { reason: 'object' } })"],
  'null thrown': [1, 'function f() {\n  throw null\n}\nf()'],
  'an error in an async function': [1, `${END}async function f() { await null; throw new Error('late') }\nf()`],
  'a rejection that is no error': [1, "Promise.reject('text')"],
  'an AggregateError': [1, "Promise.any([Promise.reject(new Error('a')), Promise.reject(new Error('b'))])"],
  'rejections that are only warned of': [
    0,
    `${END}Promise.reject(new Error('only a warning'))`,
    ['--unhandled-rejections=warn', '--no-warnings'],
  ],
  'a rejection that is handled too late': [
    0,
    `process.on('unhandledRejection', (error) => console.log('unhandled', error.message))
process.on('rejectionHandled', () => console.log('handled'))
const promise = Promise.reject(new Error('early'))
setTimeout(() => promise.catch(() => console.log('caught')), 5)`,
  ],
  'an uncaught error that the program handles': [
    11,
    `${END}process.on('uncaughtException', (error, origin) => { console.log(error.message, origin); process.exit(11) })
setTimeout(function timer() { throw new Error('handled') })`,
  ],
  'an uncaught error after which it goes on': [
    0,
    `process.once('uncaughtException', (error) => console.log('caught', error.message))
setTimeout(() => console.log('goes on'), 10)
throw new Error('first')`,
  ],
  'a monitor of uncaught errors': [
    1,
    "process.on('uncaughtExceptionMonitor', (error, origin) => console.log(error.message, origin))\nthrow new Error('seen')",
  ],
  'a handler of uncaught errors that fails': [
    7,
    "process.on('uncaughtException', () => { throw new Error('twice') })\nthrow new Error('once')",
  ],
  'a stack without an end': [
    1,
    'function f(a) { return f(a + 1) + 1 }\ntry { f(0) } catch (error) { console.log(error.name, error.message) }\nthrow 1',
  ],
  'a syntax error in a file': [
    1,
    "console.log('before')\nrequire('./broken.cjs')",
    [],
    { 'broken.cjs': 'const a = 1\nlet let = 2\n' },
  ],
  'a file that is not there': [1, "require('./nowhere.cjs')"],
  'a warning and a deprecation': [
    0,
    "process.emitWarning('careful', { type: 'Custom', code: 'C1', detail: 'd' })\nprocess.on('warning', (w) => console.log(w.name))",
  ],
  'stdin to its end': [
    0,
    "let text = ''\nprocess.stdin.on('data', (part) => { text += part }).on('end', () => console.log('got', text.trim()))",
    [],
    {},
    ({ child }) => child.stdin.end('words'),
  ],
  'its own SIGTERM handler': [
    12,
    `${END}const alive = setInterval(() => {}, 1000)
process.on('SIGTERM', (name) => { console.log(name); clearInterval(alive); process.exitCode = 12 })
console.log('ready')`,
    [],
    {},
    killWhenReady('SIGTERM'),
  ],
  'SIGTERM without a handler': [
    'SIGTERM',
    "setInterval(() => {}, 1000); console.log('ready')",
    [],
    {},
    killWhenReady('SIGTERM'),
  ],
  'SIGINT without a handler': [
    'SIGINT',
    "setInterval(() => {}, 1000); console.log('ready')",
    [],
    {},
    killWhenReady('SIGINT'),
  ],
  'SIGHUP without a handler': [
    'SIGHUP',
    "setInterval(() => {}, 1000); console.log('ready')",
    [],
    {},
    killWhenReady('SIGHUP'),
  ],
  'a signal to itself': ['SIGTERM', "setTimeout(() => {}, 10_000); process.kill(process.pid, 'SIGTERM')"],
  'ESM: nothing left to do': [
    0,
    "const { value } = await import('./value.mjs')\nconsole.log(value)",
    [],
    { 'value.mjs': 'export const value = await 7\n' },
    null,
    'app.mjs',
  ],
  'ESM: an error at the top': [1, "console.log('a')\nthrow new SyntaxError('own')", [], {}, null, 'app.mjs'],
  'ESM: an await that never ends': [
    13,
    "console.log('a')\nawait new Promise(() => {})\nconsole.log('b')",
    [],
    {},
    null,
    'app.mjs',
  ],
  'ESM: process.exit() after an await': [14, `${END}await 1\nprocess.exit(14)`, [], {}, null, 'app.mjs'],
  'ESM: an import that is not there': [1, "import './nowhere.mjs'", [], {}, null, 'app.mjs'],
  'ESM: a name that is not exported': [
    1,
    "import { nothing } from './value.mjs'\nnothing()",
    [],
    { 'value.mjs': 'export const value = 7\n' },
    null,
    'app.mjs',
  ],
}

/** One of each kind, for a short test on this Node. */
export const QUICK = [
  'nothing left to do',
  'process.exit() inside nested calls',
  'an exit listener that changes the code',
  'an error with a cause and fields',
  'an error in an async function',
  'an uncaught error after which it goes on',
  'stdin to its end',
  'SIGINT without a handler',
  'ESM: an await that never ends',
  'ESM: process.exit() after an await',
]

function killWhenReady(signal) {
  return async ({ child, said }) => {
    await until('the program', () => said.stdout.includes('ready'))
    child.kill(signal)
  }
}

/** Writes one of the programs, to be run more than once in the same `folder`. */
export function writeProgram(context, name) {
  return writeTwice(context, filesOf(name))
}

/** Runs one of the programs both ways. */
export async function endsAsWithout(context, name, options = {}) {
  const [ends, , flags = [], , act = null, main = 'app.js'] = PROGRAMS[name]
  const settings = { files: filesOf(name), main, flags: [...FLAGS, ...flags], act: act ?? undefined, ...options }
  const plain = await sameTwice(context, settings)
  assert.equal(plain.code ?? plain.signal, ends, plain.stderr)
}

function filesOf(name) {
  const [, source, , files = {}, , main = 'app.js'] = PROGRAMS[name]
  return { [main]: `${source}\n`, ...files }
}
