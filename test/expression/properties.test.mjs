import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  compileExpression,
  compileTemplate,
  ExpressionError,
  parseExpression,
  parseTemplate,
  printExpression,
} from '@debugin/expression'
import { DebugInError } from '@debugin/protocol'
import fc from 'fast-check'
import { bindOwn, host } from './evaluate.mjs'
import { binaryOperator, NAMES, primitive, text } from './texts.mjs'

test('over primitives an expression gives what JavaScript gives', () => {
  let compared = 0
  fc.assert(
    fc.property(text, fc.tuple(primitive, primitive, primitive, primitive, primitive), (source, values) => {
      const variables = Object.fromEntries(NAMES.map((name, i) => [name, values[i]]))
      const expected = outcome(() => new Function(...NAMES, `'use strict'; return (${source})`)(...values))
      const actual = outcome(() => compileExpression(parseExpression(source), bindOwn(variables), host)(variables))
      if ('value' in expected) {
        assert.ok('value' in actual, `${source} → ${actual.error}`)
        assert.ok(
          Object.is(actual.value, expected.value),
          `${source}: ${String(actual.value)}, not ${String(expected.value)}`,
        )
        compared++
      } else {
        const kind = expected.error instanceof SyntaxError ? DebugInError : ExpressionError
        assert.ok(actual.error instanceof kind, `${source} gives ${String(actual.value)}, JavaScript ${expected.error}`)
      }
    }),
    { numRuns: 1500 },
  )
  assert.ok(compared > 300, `${compared} texts had a value`)
})

function outcome(run) {
  try {
    return { value: run() }
  } catch (error) {
    return { error }
  }
}

test('what is printed parses to the same tree', () => {
  const words = fc.constantFrom('not ', '!', '')
  fc.assert(
    fc.property(
      text,
      words,
      text,
      fc.constantFrom(' and ', ' or ', ' contains ', ' matches ', ' in '),
      (a, word, b, join) => {
        let tree
        try {
          tree = parseExpression(`${word}(${a})${join}${b}`)
        } catch (error) {
          assert.ok(error instanceof DebugInError)
          return
        }
        assert.deepEqual(parseExpression(printExpression(tree)), tree, printExpression(tree))
      },
    ),
    { numRuns: 1000 },
  )
})

const token = fc.constantFrom(
  ...'a b this locals $return 1 .5 1e3 0x "x" \' " \\ ( ) [ ] { } . ?. ?? ? : , ; = == === != ! < > + - ++ -- * ** / % & && | || ~ ^ => ... # @ ` and or not in typeof new len isDefined Object.keys startsWith contains matches constructor __proto__ \u00a0 \n \0 é 😀 \ud800'.split(
    ' ',
  ),
  ' ',
)

test('any text is an expression or a DebugInError', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(token, { maxLength: 25 }).map((tokens) => tokens.join(' ')),
    fc.array(token, { maxLength: 25 }).map((tokens) => tokens.join('')),
    fc.tuple(token, fc.integer({ min: 1, max: 2500 })).map(([part, count]) => part.repeat(count)),
  )
  fc.assert(
    fc.property(anyText, (source) => {
      for (const parse of [parseExpression, parseTemplate]) {
        const { error } = outcome(() => parse(source))
        if (error === undefined) continue
        assert.ok(error instanceof DebugInError, `${JSON.stringify(source)} → ${error.stack}`)
        assert.equal(error.status, 422)
        const { position } = error.details
        assert.ok(Number.isInteger(position) && position >= 0 && position <= source.length, `${position} in ${source}`)
      }
    }),
    { numRuns: 1500 },
  )
})

/** Trees of every form, those that no parser would make too. */
const tree = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(...NAMES, 'nowhere').map((name) => ({ type: 'name', name })),
    fc
      .constantFrom(1, 0, -1, 0.5, 'a', '', 'constructor', '(', null, undefined, true)
      .map((value) => ({ type: 'literal', value })),
    fc.record({
      type: fc.constant('member'),
      object: tie('tree'),
      key: fc.constantFrom('a', 'b', 'length', 'size', 'stack', '__proto__'),
      optional: fc.boolean(),
    }),
    fc.record({ type: fc.constant('index'), object: tie('tree'), key: tie('tree'), optional: fc.boolean() }),
    fc.record({ type: fc.constant('chain'), body: tie('tree') }),
    fc.record({ type: fc.constant('unary'), operator: fc.constantFrom('!', '-', '+', 'typeof'), operand: tie('tree') }),
    fc.record({
      type: fc.constant('binary'),
      operator: binaryOperator.filter((operator) => !/&|\||\?/.test(operator)),
      left: tie('tree'),
      right: tie('tree'),
    }),
    fc.record({
      type: fc.constant('logical'),
      operator: fc.constantFrom('&&', '||', '??'),
      left: tie('tree'),
      right: tie('tree'),
    }),
    fc.record({ type: fc.constant('conditional'), test: tie('tree'), consequent: tie('tree'), alternate: tie('tree') }),
    fc.record({
      type: fc.constant('textTest'),
      name: fc.constantFrom('startsWith', 'endsWith', 'contains', 'matches'),
      object: tie('tree'),
      operand: tie('tree'),
      optional: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('call'),
      name: fc.constantFrom('len', 'keyCount', 'isDefined'),
      argument: tie('tree'),
    }),
  ),
})).tree

test('a tree over any values gives a value or an ExpressionError, and a message always', () => {
  const value = fc.oneof(
    primitive,
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withNullPrototype: true,
      withObjectString: true,
      withSparseArray: true,
      withBoxedValues: true,
    }),
    fc.constantFrom(
      () => 1,
      class {},
      new Proxy({}, {}),
      Object.create(new Proxy({}, {})),
      {
        get a() {
          return 1
        },
      },
      new Error('x'),
      /x/g,
      Promise.resolve(),
      globalThis,
      new WeakMap(),
      Array,
      Symbol.iterator,
      2n ** 5000n,
    ),
  )
  fc.assert(
    fc.property(tree, fc.tuple(value, value, value, value, value), (made, values) => {
      const variables = Object.fromEntries(NAMES.map((name, i) => [name, values[i]]))
      const bind = bindOwn(variables)
      const { error } = outcome(() => compileExpression(made, bind, host)(variables))
      assert.ok(error === undefined || error instanceof ExpressionError, error?.stack)
      assert.equal(typeof compileTemplate([{ text: 'x' }, { hole: made, source: '' }], bind, host)(variables), 'string')
      // The tree crosses threads as JSON: a literal undefined comes without its value.
      const sent = JSON.parse(JSON.stringify(made))
      const second = outcome(() => compileExpression(sent, bind, host)(variables))
      assert.equal(second.error?.message, error?.message)
    }),
    { numRuns: 1500 },
  )
})
