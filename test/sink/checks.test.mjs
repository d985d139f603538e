import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { nodeEvent, startedEvent } from './sinks.mjs'

const require = createRequire(import.meta.url)
const { EVENT_NAMES } = require('@debugin/protocol')
const isLoaded = () => Object.keys(require.cache).some((file) => file.includes('/valibot/'))

test('who does not check loads no checking library', () => {
  // The sink's own test kit checks events; so ask in a process of its own.
  const script = `const isLoaded = ${isLoaded}
    require('@debugin/protocol')
    const before = isLoaded()
    require('@debugin/protocol/checks')
    console.log(before, isLoaded())`
  const cwd = new URL('.', import.meta.url)
  assert.equal(execFileSync(process.execPath, ['-e', script], { cwd, encoding: 'utf8' }), 'false true\n')
})

const { checkEvent, nearestName, parseTimestamp } = require('@debugin/protocol/checks')

test('every known name passes, with any further fields', () => {
  assert.equal(EVENT_NAMES.length, 7)
  for (const name of EVENT_NAMES) {
    const event = nodeEvent({ name, later: { added: true } })
    assert.equal(checkEvent(event), event)
  }
})

const WITHOUT = Symbol('without')
const change = (event, path, value) => {
  const changed = structuredClone(event)
  const keys = path.split('.')
  const last = keys.pop()
  const target = keys.reduce((object, key) => object[key], changed)
  if (value === WITHOUT) delete target[last]
  else target[last] = value
  return changed
}

const refused = [
  ['name', WITHOUT, /^name is missing; expected one of probe\.hit\.snapshot, /],
  ['name', 'probe.hit.snapshto', /^name is "probe.hit.snapshto"; .*; the nearest is "probe.hit.snapshot"$/],
  ['name', 7, /^name is 7; expected one of/],
  ['name', 'x'.repeat(1e6), /^name is "x{100}…"; expected one of/],
  ['timestamp', WITHOUT, /^timestamp is missing; expected an ISO 8601 date and time/],
  ['timestamp', 1767225600000, /^timestamp is 1767225600000; expected an ISO 8601/],
  ['timestamp', 'yesterday', /^timestamp is "yesterday"; expected an ISO 8601/],
  ['timestamp', '2026-02-30T12:00:00Z', /^timestamp is "2026-02-30T12:00:00Z"/],
  ['id', WITHOUT, /^id is missing; expected a UUID$/],
  ['id', 'evt-1', /^id is "evt-1"; expected a UUID$/],
  ['id', null, /^id is null; expected a UUID$/],
  ['client', WITHOUT, /^client is missing; expected an object with hostname/],
  ['client', 'web-1', /^client is "web-1"; expected an object/],
  ['client', [], /^client is an array; expected an object/],
  ['client.runtime', 3.12, /^client.runtime is 3.12; expected a string such as node/],
  ['client.applicationName', {}, /^client.applicationName is an object; expected a string/],
  ['payload', WITHOUT, /^payload is missing; expected an object/],
  ['payload', null, /^payload is null; expected an object/],
  ['payload', [1], /^payload is an array; expected an object/],
  ['payload.probeId', WITHOUT, /^payload.probeId is missing; expected a string/],
  ['payload.probeId', '', /^payload.probeId is ""; expected a string that is not empty/],
  ['payload.probeType', WITHOUT, /^payload.probeType is missing; expected tracepoint, logpoint or metricpoint/],
  [
    'payload.probeType',
    'breakpoint',
    /^payload.probeType is "breakpoint"; expected tracepoint, logpoint or metricpoint/,
  ],
  ['payload.file', WITHOUT, /^payload.file is missing/],
  ['payload.file', 5, /^payload.file is 5; expected a string/],
  ['payload.line', WITHOUT, /^payload.line is missing; expected a whole number from 1/],
  ['payload.line', '12', /^payload.line is "12"; expected a whole number from 1/],
  ['payload.line', 0, /^payload.line is 0; expected/],
  ['payload.line', 1.5, /^payload.line is 1.5; expected/],
]

for (const [field, value, message] of refused) {
  const shown = value === WITHOUT ? 'missing' : String(JSON.stringify(value)).slice(0, 40)
  test(`refused: ${field} ${shown}`, () => {
    const code = value === WITHOUT ? 'MISSING_FIELD' : 'INVALID_FIELD'
    assert.throws(
      () => checkEvent(change(nodeEvent(), field, value)),
      (error) => {
        assert.match(error.message, message)
        assert.equal(error.code, code)
        assert.equal(error.status, 400)
        assert.equal(error.details.field, field)
        return true
      },
    )
  })
}

for (const value of [null, 'event', 5, true, []]) {
  test(`refused: ${JSON.stringify(value)} for an event`, () => {
    assert.throws(() => checkEvent(value), {
      code: 'INVALID_FIELD',
      message: /^event is .*; expected an object with name/,
    })
  })
}

const taken = [
  ['id', '0190b6a0-7c3e-7d2a-8f00-0123456789ab', 'another version of UUID'],
  ['id', '550E8400-E29B-41D4-A716-446655440000', 'capitals'],
  ['id', '550e8400e29b41d4a716446655440000', 'no dashes'],
  ['client', {}, 'a client that says nothing'],
  ['client.runtime', null, 'no runtime'],
  ['client.runtimeVersion', [3, 12, 0], 'a version in parts'],
  ['payload.probeType', 'LOGPOINT', 'an enumeration of Java'],
]
for (const [field, value, what] of taken) test(`taken: ${what}`, () => checkEvent(change(nodeEvent(), field, value)))

test('taken: the event of an agent has no probe', () => {
  checkEvent(startedEvent({ payload: {} }))
})

test('a value nested deeper than the stack is named and not opened', () => {
  const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
  assert.throws(() => checkEvent({ ...nodeEvent(), payload: deep }), { message: /^payload is an array/ })
})

test('times are read as agents of all languages write them', () => {
  const noon = Date.UTC(2026, 0, 31, 12)
  const same = [
    '2026-01-31T12:00:00.000Z',
    '2026-01-31T12:00:00Z',
    '2026-01-31t12:00:00z',
    '2026-01-31T12:00Z',
    '2026-01-31T12:00:00',
    '2026-01-31 12:00:00',
    '2026-01-31T12:00:00+00:00',
    '2026-01-31T12:00:00.000000+00:00',
    '2026-01-31T12:00:00.000000999Z',
    '2026-01-31T13:30:00+01:30',
    '2026-01-31T13:00:00+0100',
    '2026-01-31T02:00:00-10',
    '2026-01-31T13:00:00+01:00[Europe/Paris]',
    '2026-01-31T11:59:60Z',
  ]
  for (const text of same) assert.equal(parseTimestamp(text), noon, text)
  assert.equal(parseTimestamp('2026-01-31T12:00:00.5Z'), noon + 500)
  assert.equal(parseTimestamp('2026-01-31T12:00:00,123456'), noon + 123)
  assert.equal(parseTimestamp('2024-02-29T12:00:00.123456789Z'), Date.UTC(2024, 1, 29, 12, 0, 0, 123))
  const bad = [
    '',
    '2026-01-31',
    '12:00:00',
    '2026-13-01T00:00Z',
    '2025-02-29T00:00Z',
    '2026-01-31T24:00Z',
    '2026-01-31T12:60Z',
  ]
  for (const text of [
    ...bad,
    '2026-01-31T12:00:00+25:00',
    '2026-01-31T12:00:00+00:00Z',
    ' 2026-01-31T12:00Z',
    '1767225600',
  ]) {
    assert.equal(parseTimestamp(text), null, text)
  }
})

test('the nearest name', () => {
  assert.equal(nearestName('runtme', ['runtime', 'limit']), 'runtime')
  assert.equal(nearestName('x'.repeat(1e6), ['a', 'b']), 'a')
})
