import assert from 'node:assert/strict'
import { DebugInError } from '@debugin/protocol'
import fc from 'fast-check'
import { NAMES, primitive, text } from '../expression/texts.mjs'
import { startHitting } from './hitting.mjs'
import { hostileValues } from './hostileValues.mjs'

const SOURCE = `
exports.f = (a, b, c, d, e) => {
  const list = [a, b]
  return c // line 4
}
`

/** Calls with one set of points: setting them takes longer than a call. */
export const CALLS = 10

/** What hostile values noted: every name in it is code of the program that ran. */
const log = []
const hostile = Object.values(hostileValues(log))

/** Data without anything that could run, for which expressions and JavaScript have to agree. */
const plain = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double(), fc.constantFrom('', 'a', 'abc', '12', true, false, null)),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'x', 'y', 'length', 'token'), tie('any'), { maxKeys: 4 }),
  ),
})).any

/** Functions that give values: fast-check itself looks at what it makes, which hostile values would note. */
const hostileOne = fc.nat(hostile.length - 1)
const giver = fc.oneof(
  { weight: 3, arbitrary: plain.map((any) => () => any) },
  { weight: 2, arbitrary: primitive.map((any) => () => any) },
  { weight: 3, arbitrary: hostileOne.map((at) => () => hostile[at]) },
  {
    weight: 2,
    arbitrary: fc.tuple(hostileOne, hostileOne).map(
      ([one, other]) =>
        () =>
          nest(hostile[one], hostile[other]),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
        withNullPrototype: true,
        withSparseArray: true,
        withBoxedValues: true,
      })
      .map((any) => () => any),
  },
)

const nest = (one, other) => ({ one, list: [one, other], map: new Map([[other, one]]), set: new Set([one]) })

/** Texts over data in which the two languages mean the same: no object is turned into a primitive. */
const dataText = fc.letrec((tie) => ({
  part: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...NAMES, '1', '0', '"a"', 'null', 'undefined', 'true'),
    fc
      .tuple(
        fc.constantFrom(...NAMES),
        fc.array(fc.constantFrom('?.a', '?.x', '?.[0]', '?.length', '?.["y"]', '.b'), { maxLength: 3 }),
      )
      .map(([name, links]) => name + links.join('')),
    fc
      .tuple(tie('part'), fc.constantFrom('===', '!==', '&&', '||', '??', '<', '>='), tie('part'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    tie('part').map((part) => `!(${part})`),
    tie('part').map((part) => `typeof (${part}) === "object"`),
    fc.tuple(tie('part'), tie('part'), tie('part')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
})).part

const limits = fc.record({
  maxDepth: fc.integer({ min: 0, max: 4 }),
  maxProperties: fc.integer({ min: 0, max: 8 }),
  maxElements: fc.integer({ min: 0, max: 8 }),
  maxStringLength: fc.integer({ min: 0, max: 40 }),
})

const manyCalls = (one) => fc.array(fc.tuple(one, one, one, one, one), { minLength: CALLS, maxLength: CALLS })

/**
 * Hits with any values, conditions, watches, messages and metrics: nothing of the program runs, nothing is thrown into it,
 * what it returns is what it returned, our own code has no fault, and what goes out is JSON within the limits.
 */
export function fuzzHits(runs) {
  const program = startProgram()
  const property = fc.property(
    text,
    text,
    text,
    limits,
    manyCalls(giver),
    (condition, watch, hole, snapshot, calls) => {
      program.clear()
      const ids = [
        program.set('tracepoint', { condition, watches: [watch], watchLimits: snapshot, snapshot }),
        program.set('tracepoint', { snapshot }),
        program.set('logpoint', { message: `m {${hole}}` }),
        program.set('metricpoint', { metric: { name: 'm', kind: 'gauge', value: hole, labels: { of: watch } } }),
      ]
      log.length = 0
      for (const givers of calls) {
        const values = givers.map((give) => give())
        assert.ok(Object.is(program.f(...values), values[2]))
      }
      const events = program.take()
      assert.deepEqual(log, [], `${log} ran at ${condition}, ${watch} or ${hole}`)
      assert.equal(program.runtime.faults, 0, String(program.runtime.lastFault?.stack))
      for (const { name, payload } of events) {
        if (name !== 'probe.hit.snapshot') continue
        const { arguments: given, locals, watches = {}, returnValue } = payload.snapshot
        for (const shown of [given, locals, watches]) checkVariables(shown, snapshot)
        checkLimits(returnValue, snapshot)
      }
      assert.equal(events.filter(({ name, payload }) => name === HIT && payload.probeId === ids[1]).length, CALLS)
    },
  )
  fc.assert(property, { numRuns: runs })
}

/** Conditions over plain data hold where JavaScript says so. Gives how many were compared. */
export function fuzzConditions(runs) {
  const program = startProgram()
  let compared = 0
  const property = fc.property(dataText, manyCalls(plain), (condition, calls) => {
    const natively = new Function(...NAMES, `'use strict'; return (${condition})`)
    program.clear()
    program.set('logpoint', { condition, message: 'm' })
    for (const values of calls) {
      program.f(...values)
      const events = program.take()
      // A comparison of objects by their texts, or a path through null.
      if (events.some(({ name }) => name === 'probe.error.condition')) continue
      let expected
      try {
        expected = Boolean(natively(...values))
      } catch (error) {
        assert.fail(`${condition} throws ${error} in JavaScript, and nothing here`)
      }
      assert.equal(events.length === 1, expected, `${condition} over ${JSON.stringify(values)}`)
      compared++
    }
  })
  fc.assert(property, { numRuns: runs })
  return compared
}

const HIT = 'probe.hit.snapshot'

function startProgram() {
  let events = []
  const set = []
  const hitting = startHitting({
    host: () => ({
      send(lines) {
        for (const line of lines.trim().split('\n')) events.push(JSON.parse(line))
      },
    }),
  })
  const { file, exports } = hitting.load(SOURCE)
  return {
    f: exports.f,
    runtime: hitting.runtime,
    /** The id of a point; undefined where its texts are no expressions. */
    set(type, body) {
      try {
        const { id } = hitting.set(type, { file, line: 4, ...body })
        set.push(id)
        return id
      } catch (error) {
        assert.ok(error instanceof DebugInError && error.status === 422, String(error.stack))
      }
    },
    /** The events since the last time, those that waited for their second too. */
    take() {
      hitting.pass(1000)
      const taken = events
      events = []
      return taken
    },
    /** Also what a run that failed has left, and its log. */
    clear() {
      for (const id of set.splice(0)) hitting.points.remove(id)
      hitting.runtime.faults = 0
      this.take()
    },
  }
}

/** Marks of what is missing stand among the names. */
function checkVariables(shown, given) {
  for (const [name, one] of Object.entries(shown)) if (!name.startsWith('__')) checkLimits(one, given)
}

function checkLimits(shown, given) {
  if (typeof shown === 'string')
    assert.ok(shown.length <= given.maxStringLength, `${shown.length} characters: ${shown}`)
  if (typeof shown !== 'object' || shown === null) return
  if (Array.isArray(shown)) {
    // One more says what is missing; a Map's entry is a pair.
    assert.ok(shown.length <= given.maxElements + 1 || shown.length === 2, `${shown.length} elements`)
    for (const element of shown) checkLimits(element, given)
    return
  }
  const marks = '__tpd_type__' in shown || '__tpd_truncated__' in shown
  const own = Object.keys(shown).filter((key) => !key.startsWith('__'))
  assert.ok(marks || own.length <= given.maxProperties, `${own.length} properties: ${own}`)
  // A stack has as many lines as frames are asked for.
  if (!marks) for (const key of own) if (key !== 'stack') checkLimits(shown[key], given)
}
