import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { startCapture } from './capturing.mjs'

/** Values of most kinds, nested; built in plain data first, so that a failure shrinks. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.boolean(), fc.bigInt(), fc.date()),
    fc.constantFrom(null, undefined, Symbol('s'), () => 1, class A {}, /x/y, new Error('e'), new Proxy({}, {})),
    fc.array(tie('any'), { maxLength: 6 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'token', '__tpd_type__', 'stack')), tie('any')),
    fc.array(fc.tuple(tie('any'), tie('any')), { maxLength: 4 }).map((entries) => new Map(entries)),
    fc.array(tie('any'), { maxLength: 4 }).map((members) => new Set(members)),
    fc.uint8Array({ maxLength: 20 }),
    fc.sparseArray(tie('any'), { maxLength: 8 }),
  ),
})).any

const limits = fc.record({
  maxDepth: fc.integer({ min: 0, max: 5 }),
  maxProperties: fc.integer({ min: 0, max: 8 }),
  maxElements: fc.integer({ min: 0, max: 8 }),
  maxStringLength: fc.integer({ min: 0, max: 40 }),
  maxFrames: fc.integer({ min: 0, max: 3 }),
})

const RUN = { numRuns: 3000, interruptAfterTimeLimit: 1500 }

test('whatever the value and the limits, the text is JSON and within the limits', () => {
  fc.assert(
    fc.property(value, limits, (any, given) => {
      const made = startCapture({ limits: given })
      const text = made.value(any)
      checkLimits(JSON.parse(text), given)
      assert.equal(made.stopped, null)
      assert.equal(typeof made.short(any, 60), 'string')
      assert.ok(made.short(any, 60).length <= 60)
      JSON.parse(made.exception(any))
    }),
    RUN,
  )
})

test('plain data comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (data) => {
      const wideOpen = { maxDepth: 50, maxProperties: 1e4, maxElements: 1e4, maxStringLength: 1e4 }
      const redaction = { except: ['*'] }
      const text = startCapture({ limits: wideOpen, redaction }).value(data)
      if (text.includes('"__tpd_')) return // -0, or a key or text that looks like a secret
      assert.deepEqual(JSON.parse(text), data)
    }),
    RUN,
  )
})

test('a clock that runs out at any moment leaves JSON', () => {
  fc.assert(
    fc.property(value, fc.integer({ min: 0, max: 60 }), (any, budgetMs) => {
      let at = 0
      const made = startCapture({ budgetMs, host: { now: () => at++ } })
      JSON.parse(made.named(['a', 'b'], [any, any]))
    }),
    RUN,
  )
})

function checkLimits(shown, given) {
  if (typeof shown === 'string') return
  if (typeof shown !== 'object' || shown === null) return
  if (Array.isArray(shown)) {
    assert.ok(shown.length <= given.maxElements + 1 || shown.length === 2, `${shown.length} elements`)
    for (const element of shown) checkLimits(element, given)
    return
  }
  const own = Object.keys(shown).filter((key) => !/^(__|size$|entries$|values$|fields$|length$|elements$)/.test(key))
  assert.ok(own.length <= given.maxProperties + 3, `${own.length} properties: ${own}`)
  for (const [key, member] of Object.entries(shown)) if (key !== '__tpd_keys__') checkLimits(member, given)
}
