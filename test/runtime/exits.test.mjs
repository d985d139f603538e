import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startHitting } from './hitting.mjs'

/** Sets a tracepoint at the line that holds `here`, runs, and gives what each snapshot says of the end of its call. */
async function exitsOf(source, run) {
  const program = startHitting()
  const { file, exports } = program.load(source)
  const line = source.split('\n').findIndex((text) => text.includes('/* here */')) + 1
  const { id } = program.set('tracepoint', { file, line })
  await run(exports, program)
  return program.payloads(id, 'probe.hit.snapshot').map(({ exit, snapshot: { returnValue, exception } }) => {
    return exception ? [exit, exception.message] : [exit, returnValue]
  })
}

const ASYNC = `exports.f = async (n, list) => {
  await null /* here */
  if (n === 0) return
  if (n === 1) return 'value'
  if (n === 2) throw new Error('thrown')
  if (n === 3) for (const item of list) return item
}`

test('an async function tells what each of its returns gives, what it throws, and that it ends', async () => {
  const exits = await exitsOf(ASYNC, async ({ f }) => {
    for (const n of [0, 1, 2, 4]) await f(n).catch(() => {})
  })
  assert.deepEqual(
    exits.map(([exit, value]) => [exit, value?.__tpd_type__ ?? value]),
    [
      ['returned', 'undefined'],
      ['returned', 'value'],
      ['threw', 'thrown'],
      ['returned', 'undefined'],
    ],
  )
})

test('a call ends once, though closing an iterator throws behind its return', async () => {
  const program = startHitting()
  const { file, exports } = program.load(ASYNC)
  const { id } = program.set('logpoint', { file, line: 7, message: 'end' })
  const list = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return: () => assert.fail() }) }
  await assert.rejects(exports.f(3, list))
  assert.equal(program.payloads(id).length, 1)
})

test('what a return inside `with` gives is not known, and nothing else is said in its place', async () => {
  const source = `exports.f = async (n) => {
    await null /* here */
    with ({ n }) { if (n) return 'inside' }
    return 'behind'
  }`
  const exits = await exitsOf(source, async ({ f }) => {
    await f(1)
    await f(0)
  })
  assert.deepEqual(exits, [
    ['unknown', undefined],
    ['returned', 'behind'],
  ])
})

test('where a finally runs behind the return, the call ends behind the finally', async () => {
  const source = `exports.f = async (n) => {
    try { return n } finally {
      await null /* here */
      if (n) return 'other'
    }
  }`
  const exits = await exitsOf(source, async ({ f }) => {
    await f(1)
    await f(0)
  })
  assert.deepEqual(exits, [
    ['returned', 'other'],
    ['returned', 0],
  ])
})

test('a generator tells of its returns and its end; ended from outside, it is waited for in vain', async () => {
  const source = `exports.f = function* (n) {
    yield n /* here */
    if (n) return 'value'
  }`
  const exits = await exitsOf(source, ({ f }, program) => {
    for (const n of [1, 0]) for (const _ of f(n));
    for (const _ of f(1)) break
    program.pass(1000)
  })
  assert.deepEqual(
    exits.map(([exit, value]) => [exit, value?.__tpd_type__ ?? value]),
    [
      ['returned', 'value'],
      ['returned', 'undefined'],
      ['pending', undefined],
    ],
  )
})
