import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startHitting } from './hitting.mjs'

const SOURCE = `
function total(order, apiKey) {
  const each = 4
  return order.items.length * each // line 4
}
exports.total = total
`

const ORDER = { items: [{ name: 'tea' }, { name: 'cup' }], note: 'x'.repeat(3000), deep: { a: { b: { c: { d: 1 } } } } }

/** The snapshot of one call of total(), with a point on line 4. */
function snapshot(body, options) {
  const hitting = startHitting(options)
  const { file, exports } = hitting.load(SOURCE)
  const { id } = hitting.set('tracepoint', { file, line: 4, ...body })
  assert.equal(exports.total(ORDER, 'k-1234'), 8)
  const [payload] = hitting.payloads(id, 'probe.hit.snapshot')
  return payload.snapshot
}

test('watches are shown by their text, beside the variables', () => {
  const watches = ['order.items.length * each', 'order.items[0].name + "!"', 'order.items.length * each']
  const { watches: shown, arguments: given, locals, returnValue } = snapshot({ watches })
  assert.deepEqual(shown, { 'order.items.length * each': 8, 'order.items[0].name + "!"': 'tea!' })
  assert.deepEqual([locals, returnValue], [{ each: 4 }, 8])
  assert.equal(given.order.items[1].name, 'cup')
})

test('a watch that fails says why, and the others are shown', () => {
  const { watches } = snapshot({ watches: ['each', 'order.gone.name', 'nobody'] })
  assert.equal(watches.each, 4)
  assert.equal(watches['order.gone.name'].__tpd_type__, 'watchError')
  assert.match(watches['order.gone.name'].__summary__, /^order\.gone\.name: .*undefined/)
  assert.match(watches.nobody.__summary__, /"nobody" is not in reach here/)
})

test('watches that fail are counted', () => {
  const hitting = startHitting()
  const { file, exports } = hitting.load(SOURCE)
  const { id } = hitting.set('tracepoint', { file, line: 4, watches: ['each', 'order.gone.name', 'nobody'] })
  exports.total(ORDER, 'k-1234')
  exports.total(ORDER, 'k-1234')
  hitting.pass(200)
  const { errors, captures } = hitting.points.accounts().find((account) => account.id === id)
  assert.deepEqual({ errors, captures }, { errors: 4, captures: 2 })
})

test('watches have limits of their own', () => {
  const watches = ['order.deep', 'order.note']
  const usual = snapshot({ watches, snapshot: { maxDepth: 1, maxStringLength: 5 } })
  assert.deepEqual(usual.watches['order.deep'], { a: { b: { c: { d: 1 } } } })
  assert.equal(usual.watches['order.note'], ORDER.note)
  assert.equal(usual.arguments.order.deep.__tpd_reason__, 'depth')
  const short = snapshot({ watches, watchLimits: { maxDepth: 1, maxStringLength: 5 } })
  assert.equal(short.watches['order.deep'].a.__tpd_reason__, 'depth')
  assert.equal(short.watches['order.note'].__repr__, 'xxxxx')
  assert.deepEqual(short.arguments.order.deep.a.b.__tpd_reason__, 'depth')
})

test('capture says what is shown', () => {
  const empty = { arguments: {}, locals: {} }
  assert.deepEqual(snapshot({ watches: ['each'], capture: 'watches' }), { ...empty, watches: { each: 4 } })
  assert.deepEqual(snapshot({ watches: ['each'], capture: 'none' }), empty)
  assert.deepEqual(snapshot({ capture: 'watches' }), empty)
  assert.deepEqual(Object.keys(snapshot({ capture: 'all' })), ['arguments', 'locals', 'returnValue', 'exception'])
})

test('a watch shows no secret, and the conditions of the same point may ask for one', () => {
  const watches = ['apiKey', 'apiKey + ""', 'order']
  const { watches: shown } = snapshot({ watches, condition: 'apiKey.startsWith("k-")' })
  assert.equal(shown.apiKey, '<redacted>')
  assert.doesNotMatch(JSON.stringify(shown), /k-1234/)
  const { watches: named } = snapshot({ watches: ['order'] }, { redaction: { names: ['note'] } })
  assert.equal(named.order.note.__tpd_reason__, 'redacted')
})

test('watches are read at the hit, before anything changes', () => {
  const hitting = startHitting()
  const { file, exports } = hitting.load('exports.f = (o) => {\n  o.n++\n  o.n++\n  return o.n\n}\n')
  const { id } = hitting.set('tracepoint', { file, line: 3, watches: ['o.n'], capture: 'watches' })
  exports.f({ n: 0 })
  assert.deepEqual(hitting.payloads(id)[0].snapshot.watches, { 'o.n': 1 })
})

test('what cannot be parsed is refused with its field and position, and nothing is set', () => {
  const hitting = startHitting()
  const { file } = hitting.load(SOURCE)
  const refused = (body, code, details) =>
    assert.throws(
      () => hitting.set(body.message === undefined ? 'tracepoint' : 'logpoint', { file, line: 4, ...body }),
      (error) => {
        assert.equal(error.code, code, error.message)
        for (const [key, value] of Object.entries(details)) assert.deepEqual(error.details[key], value)
        return true
      },
    )
  refused({ watches: ['each', 'each >'] }, 'INVALID_EXPRESSION', {
    field: 'watches[1]',
    position: 6,
    expression: 'each >',
  })
  refused({ watches: ['each = 5'] }, 'INVALID_EXPRESSION', { field: 'watches[0]' })
  refused({ watches: 'each' }, 'INVALID_FIELD', { field: 'watches' })
  refused({ watches: [''] }, 'INVALID_FIELD', { field: 'watches.0' })
  refused({ watches: Array(51).fill('each') }, 'INVALID_FIELD', { field: 'watches' })
  refused({ watchLimits: { maxDepth: 21 } }, 'INVALID_FIELD', { field: 'watchLimits.maxDepth' })
  refused({ watchLimits: { maxFrames: 2 } }, 'UNKNOWN_FIELD', { field: 'maxFrames' })
  refused({ capture: 'some' }, 'INVALID_FIELD', { field: 'capture' })
  refused({ message: 'm', watches: ['each'] }, 'INVALID_FIELD', { field: 'watches' })
  refused({ message: 'm', capture: 'none' }, 'INVALID_FIELD', { field: 'capture' })
  assert.deepEqual(hitting.points.list({ tags: [] }), [])
})

test('watches can be changed while the point stands', () => {
  const hitting = startHitting()
  const { file, exports } = hitting.load(SOURCE)
  const { id } = hitting.set('tracepoint', { file, line: 4, watches: ['each'] })
  const { watches, watchLimits } = hitting.points.update(id, { watches: ['each + 1'], watchLimits: { maxDepth: 2 } })
  assert.deepEqual([watches, watchLimits.maxDepth, watchLimits.maxElements], [['each + 1'], 2, 100])
  exports.total(ORDER)
  assert.deepEqual(hitting.payloads(id)[0].snapshot.watches, { 'each + 1': 5 })
})
