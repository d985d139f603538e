import assert from 'node:assert/strict'
import { hostname } from 'node:os'
import { basename } from 'node:path'
import { after, test } from 'node:test'
import { startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'

const SOURCE = `const steps = require('./steps.cjs')

class Account {
  constructor(owner) {
    this.owner = owner
  }
  pay(amount, note = 'none') {
    const fee = amount / 100
    return amount + fee // pays
  }
}

function outermost(depth) {
  return middle(depth + 1)
}

const middle = (depth) => {
  const half = depth / 2
  return innermost(half)
}

function direct(value) {
  return innermost(value)
}

function innermost(value) {
  return String(value) // innermost
}

function refuse(reason) {
  throw new RangeError(reason) // refuses
}

function factorial(n) {
  if (n <= 1) return 1 // base
  const rest = factorial(n - 1)
  return n * rest // recursion
}

async function wait(id) {
  const order = id * 7 // waits
  for (let turn = 0; turn < id % 5; turn++) await null
  return { id, order }
}

async function slow() {
  const seen = true // slow
  await new Promise((resolve) => setTimeout(resolve, 1300))
  return 'late'
}

async function reject(code) {
  await null
  throw Object.assign(new Error('rejected'), { code }) // rejects
}

async function handle(n) {
  return await load(n) // awaits
}

async function load(n) {
  await null
  return n // loads
}

function leaves(n) {
  try {
    return n // tries
  } finally {
    n++
  }
}

steps({
  pay: () => new Account('Ada').pay(200),
  outermost: () => outermost(3),
  bothWays: () => [1, 2, 3, 4, 5, 6].map((n) => (n % 3 === 0 ? direct(n) : outermost(n))).length,
  refuse() {
    try {
      refuse('too much')
    } catch (error) {
      return error.message
    }
  },
  factorial: () => factorial(5),
  wait: async () => (await Promise.all(Array.from({ length: 1000 }, (_, id) => wait(id)))).length,
  slow,
  reject: () => reject(7).catch(({ message }) => message),
  leaves: () => leaves(1),
  handle: () => handle(1),
})
`

const app = await startProgram({ after }, { files: { 'app.js': SOURCE }, env: { DEBUGIN_APPLICATION_NAME: 'bank' } })

async function traceAt(text, settings = {}) {
  return (await app.api.trace({ file: 'app.js', line: lineOf(SOURCE, text), ...settings })).id
}

test('a snapshot has every field, and nothing else', async () => {
  const line = lineOf(SOURCE, '// pays')
  const id = await traceAt('// pays', { condition: 'amount > 100' })
  const before = Date.now()
  assert.equal(await app.step('pay'), 202)
  const event = await app.events.hit(id)
  const { timestamp, id: eventId, client, payload, ...rest } = event
  assert.deepEqual(rest, { name: 'probe.hit.snapshot' })
  assert.match(timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.ok(Date.parse(timestamp) >= before && Date.parse(timestamp) <= Date.now(), timestamp)
  assert.match(eventId, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  const { applicationInstanceId, agentVersion, processId, ...known } = client
  assert.deepEqual(known, {
    hostname: hostname(),
    applicationName: 'bank',
    runtime: 'node',
    runtimeVersion: process.versions.node,
  })
  assert.equal(processId, app.child.pid)
  assert.match(applicationInstanceId, /^test-/)
  assert.match(agentVersion, /^\d+\.\d+\.\d+/)
  const { durationMs, stack, ...exact } = payload
  assert.deepEqual(exact, {
    probeId: id,
    probeType: 'tracepoint',
    file: app.path('app.js'),
    line,
    method: 'pay',
    className: 'Account',
    condition: 'amount > 100',
    conditionEvaluated: true,
    snapshot: {
      arguments: { amount: 200, note: 'none' },
      locals: { fee: 2 },
      returnValue: 202,
      exception: null,
    },
    hitCount: 1,
    totalHits: 1,
    rateLimit: { allowedThisSecond: 1, dropped: 0 },
    exit: 'returned',
    threadId: 0,
    traceId: null,
    spanId: null,
  })
  assert.ok(durationMs > 0 && durationMs < 10_000, String(durationMs))
  assert.ok(stack.length > 1)
})

test('frames stand on original lines, the twins left out, whether they are probed or not', async () => {
  const expected = [
    { function: 'innermost', line: lineOf(SOURCE, '// innermost'), column: 2 },
    { function: 'middle', line: lineOf(SOURCE, 'return innermost'), column: 9 },
    { function: 'outermost', line: lineOf(SOURCE, 'return middle'), column: 9 },
  ]
  const shown = ({ payload }) =>
    payload.stack.slice(0, 3).map(({ function: name, line, column }) => ({ function: name, line, column }))
  const alone = await traceAt('// innermost')
  await app.step('outermost')
  assert.deepEqual(shown(await app.events.hit(alone)), expected)
  const together = await traceAt('// innermost', { tags: ['all'] })
  const others = await Promise.all(['const half', 'return middle'].map((text) => traceAt(text)))
  await app.step('outermost')
  const hit = await app.events.hit(together)
  assert.deepEqual(shown(hit), expected)
  for (const frame of hit.payload.stack) {
    assert.deepEqual(Object.keys(frame).sort(), ['className', 'column', 'file', 'function', 'line', 'method'])
  }
  for (const id of [alone, together, ...others]) await app.api.remove(id)
})

test('functions that wait for the one that was hit are frames too, marked as such', async () => {
  const id = await traceAt('// loads')
  await app.step('handle')
  const { stack } = (await app.events.hit(id)).payload
  const [hit, ...parents] = stack.slice(0, 3).map(({ function: name, line, async = false }) => ({ name, line, async }))
  assert.deepEqual(hit, { name: 'load', line: lineOf(SOURCE, '// loads'), async: false })
  const waiting = parents.find(({ name }) => name === 'handle')
  assert.deepEqual(waiting, { name: 'handle', line: lineOf(SOURCE, '// awaits'), async: true })
})

test('maxFrames bounds the stack; 0 leaves it out', async () => {
  const one = await traceAt('// innermost', { snapshot: { maxFrames: 1 } })
  const two = await traceAt('// innermost', { snapshot: { maxFrames: 2 } })
  const none = await traceAt('// innermost', { snapshot: { maxFrames: 0 } })
  await app.step('outermost')
  const names = async (id) => (await app.events.hit(id)).payload.stack.map((frame) => frame.function)
  assert.deepEqual(await names(one), ['innermost'])
  assert.deepEqual(await names(two), ['innermost', 'middle'])
  assert.deepEqual((await app.events.hit(none)).payload.stack, [])
})

test('of events of one turn each has its own stack, whether it is that of the one before or not', async () => {
  const whole = await traceAt('// innermost')
  const one = await traceAt('// innermost', { snapshot: { maxFrames: 1 } })
  assert.equal(await app.step('bothWays'), 6)
  const ways = async (id, end) => {
    const hits = await app.events.hits(id, 6)
    return hits.map(({ payload: { stack } }) => stack.slice(0, end).map((frame) => frame.function))
  }
  const [long, short] = [
    ['innermost', 'middle'],
    ['innermost', 'direct'],
  ]
  assert.deepEqual(await ways(whole, 2), [long, long, short, long, long, short])
  assert.deepEqual(await ways(one), Array(6).fill(['innermost']))
  for (const id of [whole, one]) await app.api.remove(id)
})

test('an exception has its type, its message, and a stack of original lines', async () => {
  const id = await traceAt('// refuses')
  assert.equal(await app.step('refuse'), 'too much')
  const { exit, snapshot, durationMs } = (await app.events.hit(id)).payload
  const { stack, ...rest } = snapshot.exception
  assert.equal(exit, 'threw')
  assert.ok(durationMs > 0)
  assert.deepEqual(rest, { type: 'RangeError', message: 'too much' })
  assert.ok(!('returnValue' in snapshot))
  const [head, first, second] = stack.split('\n')
  assert.equal(head, 'RangeError: too much')
  assert.match(first, new RegExp(`at refuse \\(.*app\\.js:${lineOf(SOURCE, '// refuses')}:9\\)$`))
  assert.match(second, new RegExp(`app\\.js:${lineOf(SOURCE, "refuse('too much')")}:7\\)$`))
})

test('a rejection is an exception', async () => {
  const id = await traceAt('// rejects')
  assert.equal(await app.step('reject'), 'rejected')
  const { exit, snapshot } = (await app.events.hit(id)).payload
  assert.equal(exit, 'threw')
  assert.equal(snapshot.exception.type, 'Error')
  assert.match(snapshot.exception.stack, new RegExp(`app\\.js:${lineOf(SOURCE, '// rejects')}:`))
})

test('each call of a recursion has its own arguments and result', async () => {
  const id = await traceAt('// recursion')
  assert.equal(await app.step('factorial'), 120)
  const hits = await app.events.hits(id, 4)
  const pairs = hits.map(({ payload: { snapshot } }) => [
    snapshot.arguments.n,
    snapshot.locals.rest,
    snapshot.returnValue,
  ])
  assert.deepEqual(
    pairs,
    [2, 3, 4, 5].map((n) => [n, [1, 1, 2, 6, 24][n - 1], [1, 2, 6, 24, 120][n - 1]]),
  )
  assert.deepEqual(hits.map(({ payload }) => payload.hitCount).sort(), [1, 2, 3, 4])
})

test('a thousand interleaved calls are each paired with their own result', async () => {
  const id = await traceAt('// waits')
  assert.equal(await app.step('wait'), 1000)
  const hits = await app.events.hits(id, 1000)
  const seen = new Set()
  for (const { payload } of hits) {
    const { arguments: given, returnValue } = payload.snapshot
    assert.equal(payload.exit, 'returned')
    assert.deepEqual(returnValue, { id: given.id, order: given.id * 7 })
    seen.add(given.id)
  }
  assert.equal(seen.size, 1000)
})

test('a call that takes over a second is told of while it goes on, once', async () => {
  const id = await traceAt('// slow')
  const done = app.step('slow')
  const { payload } = await app.events.hit(id)
  assert.equal(payload.exit, 'pending')
  assert.deepEqual(payload.snapshot, { arguments: {}, locals: {} })
  assert.equal(payload.durationMs, null)
  assert.equal(await done, 'late')
  await app.step('leaves')
  assert.equal(app.events.hitsSoFar(id).length, 1)
})

test('the end of a function with finally shows what was returned', async () => {
  const id = await traceAt('// tries')
  await app.step('leaves')
  assert.equal((await app.events.hit(id)).payload.snapshot.returnValue, 1)
})

test('the first frame is the place of the hit, its file that of the event', async () => {
  for (const { name, payload } of app.events.all) {
    if (name !== 'probe.hit.snapshot' || payload.stack.length === 0) continue
    const [{ file, line }] = payload.stack
    assert.equal(basename(file), 'app.js')
    assert.deepEqual({ file, line }, { file: payload.file, line: payload.line })
  }
})
