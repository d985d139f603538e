import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Outbox } from '../../packages/agent/dist/thread/delivery/outbox.js'
import { TextBlocks } from '../../packages/agent/dist/thread/delivery/textBlocks.js'

const text = fc.tuple(fc.constantFrom('a', 'é', '€', '😀'), fc.nat(100_000)).map(([unit, count]) => unit.repeat(count))

test('texts stay as they are until they are released, whatever the two take turns in', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(text, fc.constant(null)), { maxLength: 60 }), (steps) => {
      const texts = new TextBlocks()
      const held = []
      for (const step of [...steps, ...steps.map(() => null)]) {
        if (step !== null) held.push({ step, place: texts.hold(step) })
        else if (held.length > 0) {
          const { step: expected, place } = held.shift()
          assert.equal(texts.read(place).toString(), expected)
          texts.release(place)
        }
      }
    }),
  )
})

test('blocks are filled anew', () => {
  const texts = new TextBlocks()
  const held = []
  const memories = new Set()
  for (let n = 0; n < 20_000; n++) {
    const place = texts.hold(`${n} ${'x'.repeat(1000)}`)
    memories.add(texts.read(place).buffer)
    held.push(place)
    // A fifth of a second of events goes at once.
    if (held.length === 800) for (const one of held.splice(0)) texts.release(one)
  }
  assert.ok(memories.size <= 5, `${memories.size} blocks for 20 MB`)
})

test('a text that is larger than a block has memory of its own, which is not kept', () => {
  const texts = new TextBlocks()
  const large = 'ü'.repeat(1_000_000)
  const place = texts.hold(large)
  assert.equal(texts.read(place).toString(), large)
  assert.equal(texts.read(place).buffer.byteLength, 2_000_000)
  const small = texts.hold('small')
  assert.ok(texts.read(small).buffer.byteLength < 1_000_000)
  for (const one of [place, small]) texts.release(one)
  assert.equal(texts.read(texts.hold('again')).buffer, texts.read(small).buffer)
})

test('what waits is given in order with its text, and the oldest make room', () => {
  const outbox = new Outbox()
  let dropped = 0
  for (let n = 0; n < 20_003; n++)
    dropped += outbox.add({ json: JSON.stringify({ n, text: '€' }), lasting: n === 20_001 })
  assert.equal(dropped, 3)
  const read = (events, bytes) => outbox.peek(events, bytes).map(({ json }) => JSON.parse(json).n)
  assert.deepEqual(read(3, 1e6), [3, 4, 5])
  assert.deepEqual(read(3, 1), [3])
  outbox.remove(19_998)
  assert.equal(outbox.hasLasting, true)
  assert.deepEqual(read(100, 1e6), [20_001, 20_002])
  assert.equal(outbox.bytes, 2 * Buffer.byteLength('{"n":20001,"text":"€"}'))
  outbox.remove(2)
  assert.deepEqual([outbox.size, outbox.bytes, outbox.hasLasting], [0, 0, false])
})
