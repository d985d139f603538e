import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startHitting } from './hitting.mjs'

const SOURCE = `
function pay(user, password) {
  const text = 'card of ' + user.name
  return { text, user } // line 4
}
exports.pay = pay
`

/** One call of pay() with a point on line 4. */
function pay(type, body, options) {
  const hitting = startHitting(options)
  const { file, exports } = hitting.load(SOURCE)
  const { id } = hitting.set(type, { file, line: 4, ...body })
  const result = exports.pay({ name: 'Ann' }, 'hunter2')
  assert.deepEqual(result, { text: 'card of Ann', user: { name: 'Ann' } })
  hitting.pass(1000)
  const payloads = (name) => hitting.payloads(id, name)
  return {
    file,
    id,
    hits: payloads(`probe.hit.${type === 'logpoint' ? type : 'snapshot'}`),
    payloads,
    point: hitting.point(id),
  }
}

test('a callback sees what the built-in redaction left, changes it, and knows where it comes from', () => {
  const seen = []
  const redactTracepoint = (snapshot, place) => {
    seen.push(structuredClone(snapshot), place)
    snapshot.locals.text = 'no'
    delete snapshot.returnValue
  }
  const { file, id, hits } = pay('tracepoint', {}, { callbacks: { redactTracepoint } })
  assert.equal(hits.length, 1)
  const hidden = { __tpd_type__: 'redacted', __tpd_truncated__: true, __tpd_reason__: 'redacted' }
  const { arguments: given } = hits[0].snapshot
  assert.deepEqual(given, { user: { name: 'Ann' }, password: hidden })
  assert.deepEqual(hits[0].snapshot, { arguments: given, locals: { text: 'no' }, exception: null })
  const [before, place] = seen
  assert.deepEqual(before.returnValue, { text: 'card of Ann', user: { name: 'Ann' } })
  assert.deepEqual(before.arguments, given)
  assert.deepEqual(place, { probeId: id, file, line: 4 })
})

test('a callback may return another snapshot', () => {
  const redactTracepoint = () => ({ arguments: {}, locals: { all: 'gone' } })
  const { hits } = pay('tracepoint', {}, { callbacks: { redactTracepoint } })
  assert.deepEqual(hits[0].snapshot, { arguments: {}, locals: { all: 'gone' } })
})

test('the message of a logpoint goes through its callback', () => {
  const redactLogpoint = (message) => message.replace('Ann', '…')
  const { hits } = pay('logpoint', { message: 'for {user.name}' }, { callbacks: { redactLogpoint } })
  assert.equal(hits[0].message, 'for …')
})

test('an event whose callback fails is withheld, and an event says why', () => {
  const failing = [
    [
      () => {
        throw new RangeError('not today')
      },
      /not today/,
      'RangeError',
    ],
    [
      () => {
        throw null
      },
      /null/,
      'null',
    ],
    [() => 'text', /returned text; it may return a snapshot, or nothing/, 'TypeError'],
    [() => null, /returned null/, 'TypeError'],
    [() => [], /returned an array/, 'TypeError'],
    [async () => ({}), /returned a promise/, 'TypeError'],
    [() => ({ toJSON: () => 'all of it' }), /it may return a snapshot/, 'TypeError'],
    [
      (snapshot) => {
        snapshot.self = snapshot
      },
      /circular/,
      'TypeError',
    ],
  ]
  for (const [redactTracepoint, error, errorType] of failing) {
    const { hits, payloads, point } = pay('tracepoint', {}, { callbacks: { redactTracepoint } })
    assert.deepEqual(hits, [], String(redactTracepoint))
    const [trouble] = payloads('probe.error.snapshot')
    assert.match(trouble.error, /^the program's redaction failed, so the event was withheld: /)
    assert.match(trouble.error, error)
    assert.equal(trouble.errorType, errorType)
    assert.deepEqual([point.hitCount, point.totalHits, point.dropped], [0, 1, 1])
  }
  const { hits, payloads } = pay('logpoint', { message: 'm' }, { callbacks: { redactLogpoint: () => undefined } })
  assert.deepEqual(hits, [])
  assert.match(payloads('probe.error.snapshot')[0].error, /returned undefined; it may return a text/)
})

test('what a callback makes is bounded', () => {
  const redactTracepoint = () => ({ locals: { all: 'x'.repeat(2 ** 21) } })
  const snapshot = pay('tracepoint', {}, { callbacks: { redactTracepoint } })
  assert.deepEqual(snapshot.hits, [])
  assert.match(snapshot.payloads('probe.error.snapshot')[0].error, /redactTracepoint returned \d{7} characters/)
  const redactLogpoint = (message) => message.repeat(2 ** 17)
  const message = pay('logpoint', { message: 'm' }, { callbacks: { redactLogpoint } })
  assert.deepEqual(message.hits, [])
  assert.match(message.payloads('probe.error.snapshot')[0].error, /returned 131072 characters; 65536 are the limit/)
})

test('credentials in what a callback throws are hidden', () => {
  const redactTracepoint = () => {
    throw new Error('https://ann:hunter2@host/')
  }
  const { payloads } = pay('tracepoint', {}, { callbacks: { redactTracepoint } })
  assert.doesNotMatch(JSON.stringify(payloads()), /hunter2/)
})

test('the code of a callback hits nothing', () => {
  const hitting = startHitting({ callbacks: { redactTracepoint: () => void exports.pay({ name: 'Bob' }) } })
  const { file, exports } = hitting.load(SOURCE)
  const { id } = hitting.set('tracepoint', { file, line: 4 })
  exports.pay({ name: 'Ann' })
  assert.equal(hitting.payloads(id).length, 1)
})

test('with an allow-list a result without a name of its own is hidden too', () => {
  const { hits } = pay('tracepoint', {}, { redaction: { allowOnly: ['user', 'name'] } })
  const { arguments: given, locals, returnValue } = hits[0].snapshot
  assert.deepEqual(given.user, { name: 'Ann' })
  assert.equal(locals.text.__tpd_reason__, 'redacted')
  assert.equal(returnValue.__tpd_reason__, 'redacted')
})

test('names, exceptions from them, and patterns of the user hold for snapshots and messages', () => {
  const redaction = { names: ['text'], except: ['password'], patterns: ['^An+$'] }
  const { hits } = pay('tracepoint', {}, { redaction })
  const { arguments: given, locals } = hits[0].snapshot
  assert.equal(given.password, 'hunter2')
  assert.equal(given.user.name.__tpd_reason__, 'redacted')
  assert.equal(locals.text.__tpd_reason__, 'redacted')
  const { hits: messages } = pay('logpoint', { message: '{user.name} {text} {password}' }, { redaction })
  assert.equal(messages[0].message, '<redacted> <redacted> hunter2')
})
