import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readParts } from '../../packages/sink/dist/jsonScanner.js'
import { membersOf } from '../../packages/sink/dist/jsonShape.js'
import { javaEventText, nodeEvent, pythonEventText, testSink } from './sinks.mjs'

const MEMBERS = membersOf({ name: true, id: true, client: { runtime: true }, payload: { line: true } })

const parse = (text) => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

/** What of a value the members above leave. */
function part(value) {
  if (!isObject(value)) return value
  const { name, id, client, payload } = value
  const inner = (object, member) => (isObject(object) ? pick({ [member]: object[member] }) : object)
  return pick({ name, id, client: inner(client, 'runtime'), payload: inner(payload, 'line') })
}
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const pick = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))

/** The scanner may leave a text to JSON.parse, but what it reads has to be what JSON.parse reads. */
function compare(text) {
  const read = readParts(Buffer.from(text), MEMBERS)
  if (read === null) return false
  const parsed = parse(text)
  assert.ok(parsed !== null, `not JSON, and read all the same: ${text}`)
  const whole = parsed.value
  assert.equal(read.isArray, Array.isArray(whole), text)
  const values = read.isArray ? whole : [whole]
  assert.deepEqual(
    read.parts.map(({ value }) => value),
    values.map(part),
    text,
  )
  assert.deepEqual(
    read.parts.map((one) => JSON.parse(one.text)),
    values,
    text,
  )
  return true
}

const plain = fc.jsonValue({ maxDepth: 4 })
const eventLike = fc.record(
  { name: plain, id: plain, client: fc.oneof(plain, fc.record({ runtime: plain })), payload: plain, other: plain },
  { requiredKeys: [] },
)
const texts = fc.tuple(fc.oneof(plain, fc.array(eventLike), eventLike), fc.constantFrom(undefined, 1, '\t'))

test('what is read in part is what JSON.parse reads, and all of the text', () => {
  let taken = 0
  fc.assert(
    fc.property(texts, ([value, indent]) => {
      if (compare(JSON.stringify(value, null, indent))) taken++
    }),
    { numRuns: 1000 },
  )
  assert.ok(taken > 700, `${taken} of 1000 were read without JSON.parse`)
})

test('no text is taken for JSON that is none', () => {
  const marks = [
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '0',
    '-',
    '.',
    'e',
    'null',
    'NaN',
    '\n',
    '\u0001',
    ' ',
    'é',
    'u12',
  ]
  const seeds = [pythonEventText('a'), javaEventText('b'), JSON.stringify([nodeEvent(), nodeEvent()], null, 1)]
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(3),
    put: fc.constantFrom('', ...marks),
  })
  const changed = fc.tuple(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 2 }))
  fc.assert(
    fc.property(changed, ([seed, changes]) => {
      const text = changes.reduce((now, { at, cut, put }) => {
        const place = Math.floor(at * now.length)
        return now.slice(0, place) + put + now.slice(place + cut)
      }, seed)
      compare(text)
    }),
    { numRuns: 5000 },
  )
})

for (const text of [
  '01',
  '-',
  '1.',
  '1e',
  '.5',
  '+1',
  'tru',
  'nul',
  '"a',
  '"\\x"',
  '"\\u12g4"',
  '[1,]',
  '{"a":1,}',
  '{a:1}',
  '{"a"}',
  '[1 2]',
  '1 2',
  '',
  ' ',
  '[',
  '"\t"',
  '\u00a01',
]) {
  test(`not JSON: ${JSON.stringify(text)}`, () => {
    assert.equal(parse(text), null)
    assert.equal(readParts(Buffer.from(text), MEMBERS), null)
  })
}

test('of a name that is there twice the last one counts, and one in escapes is left to JSON.parse', () => {
  assert.ok(compare('{"name":"a","name":"b","client":{"runtime":1},"client":{}}'))
  assert.equal(readParts(Buffer.from('{"n\\u0061me":"a"}'), MEMBERS), null)
  assert.equal(readParts(Buffer.from(`${'['.repeat(10_000)}${']'.repeat(10_000)}`), MEMBERS), null)
})

testSink('events come back as they came, whichever way they were read', async ({ post, call }) => {
  const odd = nodeEvent({ payload: { file: 'C:\\é\\漢\u2028.js' } })
  const { id } = nodeEvent()
  const escaped = JSON.stringify(nodeEvent({ payload: { probeId: 'escaped' } })).replace('"name"', '"n\\u0061me"')
  const deep = JSON.stringify(nodeEvent()).replace('"line"', `"deep":${'['.repeat(3000)}${']'.repeat(3000)},"line"`)
  const batches = [[JSON.stringify(odd), javaEventText(id)], [escaped, JSON.stringify(nodeEvent())], [deep]]
  for (const batch of batches) {
    const { body } = await post(`[ ${batch.join(' ,\n')} ]`)
    assert.equal(body.accepted, batch.length)
  }
  const kept = await (await call('/api/events')).text()
  for (const text of batches.flat()) assert.ok(kept.includes(text), text.slice(0, 300))
  const { events } = JSON.parse(await (await call('/api/events?probe_id=escaped')).text())
  assert.equal(events.length, 1)
})
