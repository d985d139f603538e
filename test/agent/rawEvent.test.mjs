import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headOf, probeIdOf, readRawEvent } from '../../packages/agent/dist/thread/events/rawEvent.js'

const HEAD = { probeId: 'a "quoted" \\ id', probeType: 'tracepoint', file: '/srv/a\n"b".js', line: 12 }

/** What looks like the parts of a line stands in the program's values too. */
const VALUES = {
  text: ',"payload":{},"frames":[]}',
  frames: [{ file: ']}' }],
  payload: { at: 1, frames: [[]] },
  '","at":': '"exception":{',
}

const lineOf = (event) => JSON.stringify(event)

test('a line is cut into its parts, whatever values it holds', () => {
  for (const frames of [undefined, 'same', [], [{ file: '/a,"frames":[]}.js', line: 1, function: '"frames":' }]]) {
    for (const values of [VALUES, { frames: [] }, {}]) {
      const payload = { ...HEAD, method: null, snapshot: { locals: values } }
      const event = { name: 'probe.hit.snapshot', at: 1700000000123, payload, frames }
      const { name, at, payload: text, frames: shown } = readRawEvent(lineOf(event))
      assert.deepEqual({ name, at, payload: JSON.parse(text) }, { name: event.name, at: event.at, payload })
      assert.deepEqual(shown, frames === undefined ? null : JSON.stringify(frames))
    }
  }
})

test('whose event it is and where its point stands is read without the rest', () => {
  for (const method of [null, 'of "x" \\']) {
    const text = JSON.stringify({ ...HEAD, method, className: null }).slice(0, -1)
    const { probeType: _, ...place } = HEAD
    assert.deepEqual(headOf(`${text},no JSON from here on`), { ...place, method })
    assert.equal(probeIdOf(text), HEAD.probeId)
  }
  assert.equal(probeIdOf('{"message":"DebugIn agent started"}'), null)
  assert.throws(() => headOf('{"message":"x"}'), /no event of a probe begins with {"message"/)
})
