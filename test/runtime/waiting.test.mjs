import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { types } from 'node:util'
import vm from 'node:vm'
import { instrument } from '@debugin/compiler'
import { sitesOf } from '@debugin/protocol'
import { createRedaction, Runtime } from '@debugin/runtime'

const MANY = 2000
/** Characters of each event. */
const LENGTH = 100_000
/** Characters that wait at most. */
const ROOM = 32 * 1024 * 1024

/** A runtime with a probe of unlimited rate on the line of `hit()`, whose event loop turns only when told to. */
function runLoop(source, settings) {
  const lines = []
  const turns = []
  const host = {
    ...types,
    now: () => performance.now(),
    wallClock: () => 0,
    ticks: () => 0n,
    stackClass: () => null,
    describeStack: () => '[]',
    soon: (run) => turns.push(run),
    later: (_ms, run) => turns.push(run),
    send: (text) => lines.push(...text.trimEnd().split('\n')),
    threadId: 0,
  }
  const line = source.split('\n').findIndex((text) => text.includes('hit()')) + 1
  const runtime = new Runtime({
    host,
    redaction: createRedaction(),
    maxSnapshotsPerSecond: 1e9,
    onFile(file) {
      const ref = [...sitesOf(file.table)].find(({ site }) => site.line === line)
      runtime.place(probe, file, ref, null, () => ({ condition: null, message, usesDuration: false }))
    },
    onCounts() {},
  })
  const { message, ...spec } = settings
  const probe = runtime.activate({
    id: 'p',
    line,
    file: 'loop.js',
    column: null,
    condition: null,
    message: null,
    rateLimit: { limitPerSecond: 1e9, burst: 1e9 },
    snapshot: { maxDepth: 3, maxProperties: 100, maxStringLength: LENGTH, maxElements: 100, maxFrames: 0 },
    expireHitCount: null,
    ...spec,
  })
  const context = vm.createContext({ hit() {} })
  runtime.install(context)
  vm.runInContext(instrument(source, { file: 'loop.js', sourceType: 'script' }).code, context)
  for (let run = turns.shift(); run !== undefined; run = turns.shift()) run()
  return { events: lines.map((text) => JSON.parse(text)), probe, runtime }
}

const TEXT = JSON.stringify('x'.repeat(LENGTH))

function check({ events, probe, runtime }, name) {
  const hits = events.filter((event) => event.name === name)
  const size = hits.reduce((sum, event) => sum + JSON.stringify(event).length, 0)
  assert.equal(runtime.faults, 0, runtime.lastFault?.stack)
  assert.equal(probe.totalHits, MANY)
  assert.equal(probe.hitCount, hits.length)
  assert.equal(probe.dropped, MANY - hits.length)
  assert.ok(size > ROOM / 2 && size < 2 * ROOM, `${size} characters of events`)
  const told = events.filter((event) => event.name === 'probe.error.rateLimit')
  assert.deepEqual(
    told.map(({ payload }) => [payload.droppedCount, payload.message]),
    [[probe.dropped, `${probe.dropped} hits in the last second made no event: too much was waiting to be sent`]],
  )
}

describe('a loop that passes a probe without a turn of the event loop', () => {
  it('makes as many snapshots as may wait, and counts the others', () => {
    const source = `const text = ${TEXT}\nfor (let i = 0; i < ${MANY}; i++) {\nhit()\n}`
    check(runLoop(source, { type: 'tracepoint', message: null }), 'probe.hit.snapshot')
  })

  it('holds no more snapshots than that for the end of their call', () => {
    const source = `function f() {\nconst text = ${TEXT}\nfor (let i = 0; i < ${MANY}; i++) {\nhit()\n}\n}\nf()`
    const run = runLoop(source, { type: 'tracepoint', message: null })
    check(run, 'probe.hit.snapshot')
    assert.equal(run.runtime.waiting.size, 0)
    assert.equal(run.runtime.outgoing.isFull, false)
  })

  it('has no room for a large result beside each of them', () => {
    const source = `function f() {\nfor (let i = 0; i < ${MANY}; i++) {\nhit()\n}\nreturn ${TEXT}\n}\nf()`
    check(runLoop(source, { type: 'tracepoint', message: null }), 'probe.hit.snapshot')
  })

  it('makes as many messages as may wait', () => {
    const source = `for (let i = 0; i < ${MANY}; i++) {\nhit()\n}`
    const message = () => 'x'.repeat(LENGTH)
    check(runLoop(source, { type: 'logpoint', message }), 'probe.hit.logpoint')
  })
})
