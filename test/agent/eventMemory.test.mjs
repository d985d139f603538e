import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { ROOM } from '../../packages/agent/dist/link/eventMemory.js'
import { EventWriter } from '../../packages/agent/dist/program/eventWriter.js'
import { EventReader } from '../../packages/agent/dist/thread/threads/eventReader.js'
import { ProcessThreads } from '../../packages/agent/dist/thread/threads/processThreads.js'
import { until } from './harness/deadline.mjs'

/** Characters of which a memory holds two texts and not three. */
const LARGE = Math.floor(ROOM / 5)

function open() {
  const writer = new EventWriter(() => {})
  const reader = new EventReader(writer.memory)
  return { writer, next: () => reader.next(reader.written), noteMessage: () => reader.noteMessage() }
}

/** Gives what a thread says on this port, and what it leaves in its memory. */
function listen(port, take) {
  return new ProcessThreads(port, { name: 'a test' }, { take, welcome: () => [], left() {}, counted() {} })
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc
    .tuple(fc.constantFrom('x', '’', '😀'), fc.nat(LARGE))
    .map(([unit, length]) => unit.repeat(length).slice(0, length)),
)

test('what is read is what was written, in its order, whatever the two take turns in', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(text, fc.constant(null)), { maxLength: 60 }), (steps) => {
      const { writer, next, noteMessage } = open()
      const waiting = []
      for (const step of steps) {
        if (step === null) assert.equal(next(), waiting.shift() ?? null)
        else if (writer.write(step)) waiting.push(step)
        else {
          const taken = waiting.reduce((sum, { length }) => sum + 2 * length + 8, 2 * step.length)
          assert.ok(taken > ROOM / 2, `no room beside ${taken} bytes`)
          noteMessage()
        }
      }
      for (const expected of waiting) assert.equal(next(), expected)
      assert.equal(next(), null)
      assert.ok(writer.write('x'.repeat(LARGE)))
    }),
    { numRuns: 200 },
  )
})

test('what does not fit goes in a message, and so does what follows until that has been taken', () => {
  const { writer, next, noteMessage } = open()
  assert.equal(writer.write('first'), true)
  assert.equal(writer.write('x'.repeat(ROOM / 2)), false)
  assert.equal(writer.write('x'), false)
  noteMessage()
  assert.equal(writer.write('x'), false)
  noteMessage()
  noteMessage()
  assert.equal(writer.write('second'), true)
  assert.deepEqual([next(), next(), next()], ['first', 'second', null])
})

test('the numbers of bytes wrap around, and nothing is lost', () => {
  const { writer, next } = open()
  const large = 'x'.repeat(ROOM / 2 - 100)
  for (let bytes = 0; bytes < 2 ** 32 + ROOM; bytes += ROOM) {
    assert.ok(writer.write(large))
    assert.equal(next().length, large.length)
  }
  assert.ok(writer.write('last'))
  assert.equal(next(), 'last')
})

const WRITER = `const { workerData } = require('node:worker_threads')
const { EventWriter } = require(workerData.writer)
const { port, texts } = workerData
let woken = 0
let messages = 0
const writer = new EventWriter(() => { woken++; port.postMessage({ type: 'filled' }) })
port.postMessage({ type: 'memory', memory: writer.memory })
let n = 0
// Bursts, and pauses in which nobody looks any more.
const burst = () => {
  for (let i = 0; i < 4000; i++) {
    const lines = n++ + '’'.repeat(n % 300)
    if (writer.write(lines)) continue
    messages++
    port.postMessage({ type: 'events', lines })
  }
  if (n < texts) setTimeout(burst, n % 3 === 0 ? 150 : 1)
  else port.postMessage({ type: 'counts', counts: { messages, woken } })
}
burst()
`

test('one thread writes and another one reads: all arrives once and in order, and who sleeps is woken', async (context) => {
  const texts = 40_000
  const taken = []
  let counts
  const { port1, port2 } = new MessageChannel()
  listen(port2, (message) => {
    if (message.type === 'events') taken.push(message.lines)
    else counts = message.counts
  })
  const writer = new URL('../../packages/agent/dist/program/eventWriter.js', import.meta.url).pathname
  const workerData = { writer, texts, port: port1 }
  const worker = new Worker(WRITER, { eval: true, workerData, transferList: [port1] })
  context.after(() => worker.terminate())
  await until('the end', () => counts)
  assert.equal(taken.length, texts)
  for (const [n, lines] of taken.entries()) {
    assert.ok(lines === n + '’'.repeat((n + 1) % 300), `text ${n} is ${lines.slice(0, 20)}`)
  }
  assert.ok(counts.messages > 0, 'the memory was never full')
  assert.ok(counts.messages < texts, 'nothing was written into the memory')
  assert.ok(counts.woken > 0, 'who reads never slept')
  assert.ok(counts.woken < 20, `woken ${counts.woken} times`)
})

test('events are read after the files that were told of before them, and before all else', async (context) => {
  const { port1, port2 } = new MessageChannel()
  const heard = []
  const take = (message) => heard.push(message.lines ?? message.type)
  listen(port2, take)
  context.after(() => port1.close())
  const writer = new EventWriter(() => {})
  port1.postMessage({ type: 'memory', memory: writer.memory })
  writer.write('first')
  await until('the first event', () => heard.length === 1)
  port1.postMessage({ type: 'flush' })
  port1.postMessage({ type: 'running' })
  writer.write('second')
  port1.postMessage({ type: 'counts' })
  await until('all', () => heard.length === 5)
  assert.deepEqual(heard, ['first', 'running', 'second', 'flush', 'counts'])
})

/** Puts a function in the place of everything that making a memory and writing into it could call. */
const PATCHED = `const { EventWriter } = require(process.argv[1])
const ran = []
const wrap = (object, key) => {
  const original = object[key]
  object[key] = function (...values) {
    ran.push(key)
    return Reflect.apply(original, this, values)
  }
}
const watch = (prototype, key) => {
  const { get } = Object.getOwnPropertyDescriptor(prototype, key)
  const watched = { configurable: true, get() { ran.push(key); return Reflect.apply(get, this, []) } }
  Object.defineProperty(prototype, key, watched)
}
for (const key of ['from', 'alloc']) wrap(Buffer, key)
for (const key of ['ucs2Write', 'utf8Write', 'write']) wrap(Buffer.prototype, key)
for (const key of ['load', 'store', 'compareExchange']) wrap(Atomics, key)
for (const key of ['length', 'byteLength', 'byteOffset', 'buffer']) watch(Object.getPrototypeOf(Uint8Array.prototype), key)
watch(SharedArrayBuffer.prototype, 'byteLength')
for (const name of ['Int32Array', 'Uint8Array', 'SharedArrayBuffer']) {
  globalThis[name] = new Proxy(globalThis[name], { construct(...all) { ran.push(name); return Reflect.construct(...all) } })
}
ran.length = 0
const writer = new EventWriter(() => {})
const accepted = writer.write('a’b') && writer.write('c')
console.log(JSON.stringify({ accepted, ran }))
`

test('a program that replaces what memory is made of runs nothing by that', async () => {
  const file = new URL('../../packages/agent/dist/program/eventWriter.js', import.meta.url).pathname
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', PATCHED, file])
  assert.deepEqual(JSON.parse(stdout), { accepted: true, ran: [] })
})
