import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { afterEach, test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { capture, startCapture } from './capturing.mjs'

const original = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')

afterEach(() => {
  if (original) Object.defineProperty(Error, 'prepareStackTrace', original)
  else delete Error.prepareStackTrace
})

const exceptionOf = (thrown, options) => JSON.parse(startCapture(options).exception(thrown))

test('Error.prepareStackTrace is not called, and is called later as if nothing had been', () => {
  const calls = []
  Error.prepareStackTrace = (error, sites) => {
    calls.push(error.message)
    return `mine: ${error.message}, ${sites.length > 0}`
  }
  const mine = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')
  const error = new Error('before')
  assert.match(capture(error).stack, /^Error: before\n {4}at /)
  assert.deepEqual(calls, [])
  assert.deepEqual(Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace'), mine)
  error.message = 'after'
  assert.equal(error.stack, 'mine: after, true')
  assert.deepEqual(calls, ['after'])
})

test('a stack that was formatted before is shown as it was formatted', () => {
  Error.prepareStackTrace = () => 'formatted by the program'
  const error = new Error('x')
  assert.equal(error.stack, 'formatted by the program')
  assert.equal(capture(error).stack, 'formatted by the program')
})

test('a stack that was assigned is shown, whatever it is', () => {
  assert.equal(capture(Object.assign(new Error('x'), { stack: 'assigned' })).stack, 'assigned')
  assert.deepEqual(capture(Object.assign(new Error('x'), { stack: { frames: [1] } })).stack, { frames: [1] })
  assert.deepEqual(capture({ stack: [1, 2] }), { stack: [1, 2] })
})

test('the header is made of data: getters of name and message are not read', () => {
  const calls = []
  class Odd extends Error {
    get name() {
      calls.push('name')
      return 'Odd'
    }
  }
  const error = new Odd('text')
  Object.defineProperty(error, 'message', { get: () => calls.push('message') })
  const shown = capture(error)
  assert.match(shown.stack, /^Error\n {4}at /)
  assert.deepEqual(shown.name, { __tpd_type__: 'accessor' })
  assert.deepEqual(shown.message, { __tpd_type__: 'accessor' })
  assert.deepEqual(calls, [])
})

test('any object can have such a stack', () => {
  const calls = []
  Error.prepareStackTrace = () => calls.push('called')
  const request = { id: 1 }
  Error.captureStackTrace(request)
  assert.match(capture(request).stack, /^Error\n {4}at /)
  assert.deepEqual(calls, [])
})

test('the printing of frames runs nothing: classes, tags and names of functions that are getters, Proxies', () => {
  const calls = []
  const note = (name) => ({ get: () => calls.push(name), configurable: true })
  const make = () => new Error('x')
  const hostile = Object.defineProperties(
    { method: () => make(), call: () => hostile.inner() },
    {
      constructor: note('constructor'),
      [Symbol.toStringTag]: note('tag'),
    },
  )
  hostile.inner = function inner() {
    return make()
  }
  Object.defineProperty(hostile.inner, 'name', note('name'))
  const proxy = new Proxy(
    {
      method() {
        return make()
      },
    },
    new Proxy({}, { get: (_, trap) => calls.push(trap) && undefined }),
  )
  const errors = [
    hostile.inner(),
    hostile.call(),
    Reflect.apply(
      function f() {
        return make()
      },
      proxy,
      [],
    ),
  ]
  calls.length = 0
  for (const error of errors) assert.match(capture(error).stack, /\n {4}at /)
  assert.deepEqual(calls, [])
})

for (const [how, replacement] of [
  ['a getter', (note) => ({ get: note, configurable: true })],
  [
    'another class',
    (note) => ({ value: Object.defineProperty(class {}, 'prepareStackTrace', { get: note }), configurable: true }),
  ],
]) {
  test(`a global Error that is ${how} costs the stack and nothing else`, () => {
    const error = new Error('x')
    const holder = Object.getOwnPropertyDescriptor(globalThis, 'Error')
    const calls = []
    Object.defineProperty(
      globalThis,
      'Error',
      replacement(() => void calls.push('called')),
    )
    let shown
    try {
      shown = startCapture().value(error)
    } finally {
      Object.defineProperty(globalThis, 'Error', holder)
    }
    assert.deepEqual(calls, [])
    assert.match(JSON.parse(shown).stack.__summary__, /not read/)
    assert.equal(JSON.parse(shown).message, 'x')
  })
}

test('an Error that cannot be changed costs the stack and nothing else', () => {
  const program = `
    const { startCapture } = await import(process.argv[1])
    Object.freeze(Error)
    const made = startCapture()
    process.stdout.write(made.value(new Error('x')))
  `
  const url = new URL('./capturing.mjs', import.meta.url).href
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', program, url], { encoding: 'utf8' })
  const shown = JSON.parse(run.stdout)
  assert.match(shown.stack.__summary__, /cannot be set aside/)
  assert.equal(shown.message, 'x')
})

test('errors of another realm keep their stack to themselves', () => {
  const calls = []
  const note = () => calls.push('foreign')
  const foreign = runInNewContext('Error.prepareStackTrace = note; new TypeError("theirs")', { note })
  const shown = capture(foreign)
  assert.equal(shown.message, 'theirs')
  assert.equal(shown.stack.__tpd_type__, 'accessor')
  assert.deepEqual(calls, [])
})

test('an accessor in the place of prepareStackTrace is set aside and put back', () => {
  const calls = []
  Object.defineProperty(Error, 'prepareStackTrace', { get: () => calls.push('get'), set() {}, configurable: true })
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')
  assert.match(capture(new Error('x')).stack, /^Error: x\n/)
  assert.deepEqual(calls, [])
  assert.deepEqual(Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace'), before)
})

test('exceptions: type, message and stack', () => {
  class HttpError extends Error {}
  const named = Object.assign(new Error('m'), { name: 'ValidationError' })
  assert.equal(exceptionOf(new TypeError('m')).type, 'TypeError')
  assert.equal(exceptionOf(new HttpError('m')).type, 'HttpError')
  assert.equal(exceptionOf(named).type, 'ValidationError')
  const { type, message, stack } = exceptionOf(new DOMException('stop', 'AbortError'))
  assert.deepEqual([type, message], ['AbortError', 'stop'])
  assert.match(stack, /^AbortError: stop\n/)
})

test('exceptions: what is no error', () => {
  assert.deepEqual(exceptionOf('text'), { type: 'string', message: 'text', stack: null })
  assert.deepEqual(exceptionOf(undefined), { type: 'undefined', message: 'undefined', stack: null })
  assert.deepEqual(exceptionOf(null), { type: 'null', message: 'null', stack: null })
  assert.deepEqual(exceptionOf(-0), { type: 'number', message: '-0', stack: null })
  assert.deepEqual(exceptionOf({ code: 1 }), { type: 'Object', message: '{code: 1}', stack: null })
  assert.deepEqual(exceptionOf({ message: 'like one' }), { type: 'Object', message: 'like one', stack: null })
  assert.deepEqual(exceptionOf(new Proxy({}, {})), { type: 'Proxy', message: '[Proxy]', stack: null })
  assert.equal(exceptionOf(() => {}).type, 'function')
})

test('exceptions: limits and redaction hold', () => {
  assert.equal(exceptionOf(new Error('long'.repeat(9)), { limits: { maxStringLength: 4 } }).message, 'long')
  const secret = exceptionOf(new Error('cannot reach https://root:hunter2@db/'))
  assert.equal(secret.message, '[redacted]')
  const cut = exceptionOf(new Error('https://root:hunter2@db/'), { limits: { maxStringLength: 16 } })
  assert.doesNotMatch(JSON.stringify(cut), /root:h/)
  assert.doesNotMatch(JSON.stringify(secret), /hunter2/)
})
