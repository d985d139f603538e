import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileExpression, ExpressionError, parseExpression } from '@debugin/expression'
import { evaluate, host, outcomeOf } from './evaluate.mjs'

const huge = 2n ** 5000n

const variables = {
  user: { name: 'bob', profile: undefined },
  none: null,
  n: 5,
  big: 3n,
  huge,
  symbol: Symbol('s'),
  list: [1],
  date: new Date(0),
  fn: () => 1,
  text: 'a text',
  bad: '(',
  long: 'x'.repeat(1_000_001),
  digits: '9'.repeat(3000),
  many: Array.from({ length: 10_001 }, () => 0),
  aaa: 'a'.repeat(1_000_000),
  aab: `${'a'.repeat(500)}b${'a'.repeat(500)}`,
}

/** Text, type of the error, the part it names, a part of its message. */
const rows = [
  ['nowhere.a', 'ReferenceError', 'nowhere', /"nowhere" is not in reach/],
  ['user.profile.name', 'TypeError', 'user.profile.name', /user\.profile is undefined; write \?\./],
  ['none.a', 'TypeError', 'none.a', /none is null/],
  ['none[0]', 'TypeError', 'none[0]', /none is null/],
  ['(none?.a).b', 'TypeError', '(none?.a).b', /none\?\.a is undefined/],
  ['user < 1', 'TypeError', 'user', /an object, which < cannot take/],
  ['1 + list', 'TypeError', 'list', /an object, which \+/],
  ['fn - 1', 'TypeError', 'fn', /a function/],
  ['date + 1', 'TypeError', 'date', /an object, which \+/],
  ['-user', 'TypeError', 'user', /an object/],
  ['symbol + 1', 'TypeError', 'symbol', /a symbol/],
  ['symbol < 1', 'TypeError', 'symbol', /a symbol/],
  ['+big', 'TypeError', '+big', /BigInt/],
  ['big + n', 'TypeError', 'big + n', /a bigint and a number cannot be mixed/],
  ['big / (big - big)', 'RangeError', 'big / (big - big)', /by zero/],
  ['huge * huge', 'RangeError', 'huge', /4096 bits/],
  ['"" + huge', 'RangeError', 'huge', /4096 bits/],
  ['list[huge]', 'RangeError', 'huge', /4096 bits/],
  ['big == digits', 'RangeError', 'digits', /3000 characters/],
  ['digits < big', 'RangeError', 'digits', /3000 characters/],
  ['long + long', 'RangeError', 'long + long', /2000002 characters/],
  ['user[list]', 'TypeError', 'list', /a key is a text/],
  ['user["proto" + "type"]', 'ForbiddenKeyError', 'user["proto" + "type"]', /"prototype"/],
  ['("const" + "ructor") in user', 'ForbiddenKeyError', '"const" + "ructor" in user', /"constructor"/],
  ['"a" in text', 'TypeError', '"a" in text', /use contains/],
  ['"a" in n', 'TypeError', '"a" in n', /n is a number, and an object is needed/],
  ['n startsWith "a"', 'TypeError', 'n.startsWith("a")', /n is a number, and a text is needed/],
  ['none contains "a"', 'TypeError', 'none.contains("a")', /none is null, and a text, an array/],
  ['text startsWith list', 'TypeError', 'list', /an object, which startsWith/],
  ['text contains date', 'TypeError', 'date', /an object, which contains/],
  ['many contains 1', 'RangeError', 'many.contains(1)', /10001 elements/],
  ['aaa contains aab', 'RangeError', 'aaa.contains(aab)', /too long/],
  ['text matches bad', 'SyntaxError', 'bad', /not closed/],
  ['text matches n', 'TypeError', 'n', /a number, and matches takes/],
  ['long matches "b"', 'RangeError', 'long.matches("b")', /1000001 characters/],
  ['len(n)', 'TypeError', 'len(n)', /n is a number/],
  ['len(fn)', 'TypeError', 'len(fn)', /a function/],
  ['Object.keys(none).length', 'TypeError', 'Object.keys(none).length', /no keys/],
  ['isDefined(list[nowhere])', 'ReferenceError', 'nowhere', /not in reach/],
  ['isDefined(nowhere + 1)', 'ReferenceError', 'nowhere', /not in reach/],
]

test('an error names the part that failed, and why', () => {
  for (const [text, errorType, expression, says] of rows) {
    const { error } = outcomeOf(text, variables)
    assert.ok(error instanceof ExpressionError && error instanceof Error, `${text} → ${error}`)
    assert.deepEqual([error.errorType, error.expression], [errorType, expression], text)
    assert.match(error.message, says, text)
  }
})

test('a part that is not needed does not fail', () => {
  assert.equal(evaluate('none && none.a.b', variables), null)
  assert.equal(evaluate('n > 3 || nowhere', variables), true)
  assert.equal(evaluate('n ? 1 : nowhere', variables), 1)
})

test('a name that is not initialised yet is an error of that name, and not defined', () => {
  const bind = () => () => late
  const run = (text) => compileExpression(parseExpression(text), bind, host)({})
  assert.throws(() => run('late.x'), { errorType: 'ReferenceError', expression: 'late', message: /not initialised/ })
  assert.equal(run('isDefined(late)'), false)
  assert.equal(run('isDefined(late.x)'), false)
  let late = 1
  assert.equal(run('isDefined(late)'), true)
  late++
})

test('a full stack at the hit is an error of the expression', () => {
  const read = compileExpression(parseExpression('a.b.c'), () => () => ({ b: { c: 1 } }), host)
  const errors = new Set()
  const dive = () => {
    try {
      read()
    } catch (error) {
      errors.add(error)
    }
    dive()
  }
  assert.throws(dive, RangeError)
  for (const error of errors) assert.ok(error instanceof ExpressionError || error instanceof RangeError, String(error))
})

test('names are bound once, and read at every hit', () => {
  const bound = []
  const bind = (name) => {
    bound.push(name)
    return (context) => context[name]
  }
  const read = compileExpression(parseExpression('a + b'), bind, host)
  assert.deepEqual([read({ a: 1, b: 2 }), read({ a: 'x', b: 'y' })], [3, 'xy'])
  assert.deepEqual(bound, ['a', 'b'])
})

test('no object stays reachable through a compiled expression', () => {
  // The object last seen is remembered during an evaluation, and has to be let go after it, after a failure too.
  const asked = []
  const isProxy = (value) => {
    asked.push(value)
    return false
  }
  const object = { a: 1, b: 2 }
  const read = compileExpression(parseExpression('x.a + x.b + nowhere'), (n) => (n === 'x' ? (c) => c : null), {
    isProxy,
  })
  assert.throws(() => read(object), ExpressionError)
  assert.throws(() => read(object), ExpressionError)
  assert.equal(asked.length, 2)
})
