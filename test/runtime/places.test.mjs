import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startHitting } from './hitting.mjs'

test('the block of a class reads names of the functions around it', async () => {
  const source = `exports.f = (outer) => {
    class A {
      static {
        const own = 1
        exports.seen = [outer, own] // here
      }
    }
  }`
  assert.deepEqual(await messages(source, '{outer} {own}', ({ f }) => f('around')), ['around 1'])
  assert.deepEqual(await messages(source.replace('static {', 'static { // here'), '{outer}', ({ f }) => f('x'), 3), [
    'x',
  ])
})

test('a field that a call gives its value is a place of its own, with its object and names around it', async () => {
  const source = `exports.f = (compute) => {
    class A {
      first = 1
      second = compute(this.first) // here
      static third = compute(3) // third
    }
    return [new A().second, A.third]
  }`
  const run = ({ f }) =>
    assert.deepEqual(
      f((n) => n + 1),
      [2, 4],
    )
  assert.deepEqual(await messages(source, '{self.first} {typeof compute}', run), ['1 function'])
  assert.deepEqual(await messages(source, 'static {typeof compute}', run, 5), ['static function'])
})

test('the condition of a `do` loop is a place that each turn passes', async () => {
  const source = `exports.f = (n) => {
    do {
      if (n === 2) continue
      exports.seen = n
    } while (--n > 0) // here
    return n
  }`
  assert.deepEqual(await messages(source, '{n}', ({ f }) => f(3)), ['3', '2', '1'])
  const stops = source.replace('(n) =>', 'async (n) =>').replace('= n\n', '= await n\n')
  assert.deepEqual(await messages(stops, '{n}', ({ f }) => f(3)), ['3', '2', '1'])
})

/** What a logpoint at `here`, or at another line, says of a run. */
async function messages(
  source,
  message,
  run,
  line = source.split('\n').findIndex((text) => text.includes('// here')) + 1,
) {
  const program = startHitting()
  const { file, exports } = program.load(source)
  const { id } = program.set('logpoint', { file, line, message })
  await run(exports)
  return program.payloads(id, 'probe.hit.logpoint').map((payload) => payload.message)
}
